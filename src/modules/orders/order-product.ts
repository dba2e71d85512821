import { today } from '#core/clock.ts';
import { isRecurring } from '#core/cycles.ts';
import { toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import { cartSecrets } from './cart-rows.ts';
import { takeStock } from '#modules/catalog/products/stock.ts';
import { encryptSecret } from '#modules/services/secrets.ts';
import { firstPayment, type Item, type Ordering, quoteOf, recurringOf } from './ordering.ts';

/**
 * Makes a service of a product in the cart, pending, with its options, addons and fields, and the
 * lines of the order for them.
 * @throws DomainError STOCK_EXCEEDED
 */
export async function orderProduct(ordering: Ordering, item: Item, place: number): Promise<void> {
  const { work, orderId, clientId, currency, gatewayId, promotion, serviceOf } = ordering;
  const { tx } = work;
  const productId = item.productId ?? -1;
  await takeStock(tx, productId, item.quantity);
  const cycle = item.cycle ?? 'FREE';
  const { nextDueOn, billingDay, recurringDiscount, setupFee, discount } = quoteOf(
    ordering,
    item.id,
  );
  const due = nextDueOn && isRecurring(cycle) ? toDate(nextDueOn) : null;
  const holds = promotion !== null && !recurringDiscount.isZero();
  const amounts = {
    first: firstPayment(ordering, item.id).toFixed(),
    recurring: recurringOf(ordering, item.id).toFixed(),
  };
  const domainName = item.attachedItems[0]?.domainName || item.domainName || item.hostname;
  const service = await tx.service.create({
    data: {
      clientId,
      productId,
      orderId,
      currencyCode: currency,
      quantity: item.quantity,
      domainName,
      registeredOn: toDate(today()),
      nextDueOn: due,
      nextInvoiceOn: due,
      billingDay,
      firstPaymentAmount: amounts.first,
      recurringAmount: amounts.recurring,
      billingCycle: cycle,
      // The order's own bill is the first of those a product may be limited to.
      cyclesInvoiced: due ? 1 : 0,
      gatewayId,
      nameserver1: item.ns1,
      nameserver2: item.ns2,
      ...(holds && { promotionId: promotion.id, promotionCyclesLeft: promotion.cyclesLeft }),
    },
    select: { id: true },
  });
  serviceOf.set(item.id, service.id);
  await storePassword(ordering, item, service.id);
  await storeChoices(ordering, item, service.id);
  await tx.orderItem.create({
    data: {
      orderId,
      type: 'PRODUCT',
      productId,
      serviceId: service.id,
      description: item.product?.name ?? '',
      domainName,
      quantity: item.quantity,
      billingCycle: cycle,
      currencyCode: currency,
      setupFee: setupFee.toFixed(),
      amount: amounts.first,
      recurringAmount: amounts.recurring,
      discount: discount.toFixed(),
      sortOrder: place,
    },
  });
  await orderAddons(ordering, item, service.id);
}

/** What was chosen and filled in for the product in the cart becomes the service's. */
async function storeChoices({ work }: Ordering, item: Item, serviceId: number): Promise<void> {
  const { tx } = work;
  await tx.serviceConfigOption.createMany({
    data: item.options.map((option) => ({ ...option, serviceId })),
  });
  await tx.customFieldValue.updateMany({
    where: { cartItemId: item.id },
    data: { serviceId, cartItemId: null },
  });
}

/** The root password of a server goes from the cart to the service, encrypted for its new row. */
async function storePassword({ work }: Ordering, item: Item, serviceId: number): Promise<void> {
  const { tx, app } = work;
  if (!item.rootPasswordEncrypted) return;
  const box = app.keyring.box(cartSecrets.purpose);
  const plain = box.decrypt(item.rootPasswordEncrypted, cartSecrets.context(item.id));
  const passwordEncrypted = encryptSecret(app, 'service-password', serviceId, plain);
  await tx.service.update({ where: { id: serviceId }, data: { passwordEncrypted } });
}

async function orderAddons(ordering: Ordering, item: Item, serviceId: number): Promise<void> {
  const { work, orderId, clientId, currency, gatewayId, promotion, addonOf, quote } = ordering;
  for (const { addonId, cycle, quantity, addon } of item.addons) {
    const price = quoteOf(ordering, item.id).addons.find((one) => one.addonId === addonId);
    const line = quote.lines.find((one) => one.itemKey === item.id && one.addonId === addonId);
    const due = line?.period ? toDate(line.period.to) : null;
    const billingCycle = cycle ?? 'FREE';
    const amount = firstPayment(ordering, item.id, addonId).toFixed();
    const discount = price?.recurringDiscount ?? exact('0');
    const recurringAmount = exact(price?.recurring ?? '0')
      .minus(discount)
      .toFixed();
    const holds = promotion !== null && !discount.isZero();
    const setupFee = price?.setupFee.toFixed() ?? '0';
    const { id } = await work.tx.serviceAddon.create({
      data: {
        clientId,
        serviceId,
        addonId,
        orderId,
        currencyCode: currency,
        name: addon.name,
        quantity,
        setupFee,
        recurringAmount,
        billingCycle,
        isTaxed: addon.isTaxed,
        registeredOn: toDate(today()),
        nextDueOn: due,
        nextInvoiceOn: due,
        gatewayId,
        ...(holds && { promotionId: promotion.id, promotionCyclesLeft: promotion.cyclesLeft }),
      },
      select: { id: true },
    });
    addonOf.set(`${item.id}:${addonId}`, id);
    await work.tx.orderItem.create({
      data: {
        orderId,
        type: 'ADDON',
        serviceId,
        serviceAddonId: id,
        description: addon.name,
        quantity,
        billingCycle,
        currencyCode: currency,
        setupFee,
        amount,
        recurringAmount,
      },
    });
  }
}
