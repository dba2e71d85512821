import { now, today } from '#core/clock.ts';
import { addDays, toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { countPromotionUse, takeStock } from '#modules/catalog/products/stock.ts';
import type { Work } from '#schema/work.ts';
import { completeUpgrade } from './complete-upgrade.ts';
import { freeNumber, paymentGateway } from '#modules/orders/place-order.ts';
import type { UpgradeQuote } from './upgrade-quote.ts';
import type { UpgradeTerms } from './upgrade-terms.ts';

/** Whether an upgrade of a service waits for its payment. */
export const hasOpenUpgrade = async ({ tx }: Work, serviceId: number): Promise<boolean> =>
  (await tx.serviceUpgrade.count({ where: { serviceId, status: 'PENDING' } })) > 0;

/**
 * Whether a period of a service is billed and not paid: that bill is for what the service is now, and
 * an issued amount stays.
 */
const isOwed = async ({ tx }: Work, serviceId: number): Promise<boolean> =>
  (await tx.invoiceItem.count({
    where: {
      serviceId,
      serviceAddonId: null,
      type: { in: ['SERVICE', 'UPGRADE'] },
      invoice: { status: { in: openInvoiceStatuses } },
    },
  })) > 0;

/**
 * Orders a change of a service: order and invoice, and the change itself once that is paid. One
 * that costs nothing is made at once. The client is locked. Gives the ids of upgrade and order.
 * @throws DomainError UPGRADE_UNPAID, SERVICE_UNPAID, STOCK_EXCEEDED, PAYMENT_METHOD_UNKNOWN, PROMOTION_EXHAUSTED
 */
export async function placeUpgrade(
  work: Work,
  terms: UpgradeTerms,
  quote: UpgradeQuote,
  paymentMethod: string | null,
): Promise<{ upgradeId: number; orderId: number }> {
  const { tx } = work;
  const { service, product } = terms;
  const { clientId } = service;
  if (await hasOpenUpgrade(work, service.id)) throw new DomainError('UPGRADE_UNPAID');
  if (await isOwed(work, service.id)) throw new DomainError('SERVICE_UNPAID');
  const gatewayId = paymentMethod ? await paymentGateway(work, paymentMethod) : service.gatewayId;
  if (product.id !== service.productId) await takeStock(tx, product.id, service.quantity);
  if (quote.promotion) await countPromotionUse(tx, quote.promotion.id, clientId);
  const orderId = await orderOf(work, terms, quote, gatewayId);
  const upgradeId = await upgradeOf(work, terms, quote, orderId);
  work.announce('order.placed', { orderId, clientId, sendEmail: true });
  if (quote.lines.length) {
    const lines = quote.lines.map(
      ({ period, addonId: _addon, tax: _tax, tax2: _tax2, ...line }) => ({
        ...line,
        quantity: String(line.quantity),
        serviceId: service.id,
        promotionId: line.type === 'PROMOTION' ? (quote.promotion?.id ?? null) : null,
        period: period ? { from: period.from, to: addDays(period.to, -1) } : undefined,
      }),
    );
    const invoiceId = await makeInvoice(work, { clientId, lines, gatewayId });
    await tx.order.update({ where: { id: orderId }, data: { invoiceId } });
    await tx.serviceUpgrade.update({ where: { id: upgradeId }, data: { invoiceId } });
    await publish(work, invoiceId, true);
  } else await completeUpgrade(work, upgradeId);
  return { upgradeId, orderId };
}

async function orderOf(
  work: Work,
  { service }: UpgradeTerms,
  { due, tax, promotion }: UpgradeQuote,
  gatewayId: number | null,
): Promise<number> {
  const { id } = await work.tx.order.create({
    data: {
      number: await freeNumber(work),
      clientId: service.clientId,
      requestorUserId: work.actor.userId,
      requestorAdminId: work.actor.adminId,
      currencyCode: service.currencyCode,
      amount: due.plus(tax).toFixed(),
      gatewayId,
      ip: work.requestInfo.ip,
      userAgent: work.requestInfo.userAgent,
      createdAt: now(),
      ...(promotion && {
        promotionId: promotion.id,
        promotionCode: promotion.code,
        promotionType: promotion.type,
        promotionValue: exact(promotion.value).toFixed(),
      }),
    },
    select: { id: true },
  });
  return id;
}

async function upgradeOf(
  { tx }: Work,
  { service, product, cycle, choices }: UpgradeTerms,
  quote: UpgradeQuote,
  orderId: number,
): Promise<number> {
  const { clientId, currencyCode, billingCycle, recurringAmount, configOptions } = service;
  const ofService = { serviceId: service.id };
  const last = await tx.invoiceItem.aggregate({ where: ofService, _max: { id: true } });
  const { id } = await tx.serviceUpgrade.create({
    data: {
      clientId,
      serviceId: service.id,
      orderId,
      kind: product.id === service.productId ? 'CONFIG_OPTIONS' : 'PRODUCT',
      currencyCode,
      fromProductId: service.productId,
      toProductId: product.id,
      fromCycle: billingCycle,
      toCycle: cycle,
      fromRecurringAmount: recurringAmount,
      toRecurringAmount: quote.recurring.toFixed(),
      amount: quote.due.toFixed(),
      credit: quote.surplus.toFixed(),
      startOn: toDate(today()),
      fromBillingDay: service.billingDay,
      toBillingDay: quote.billingDay,
      endOn: quote.nextDueOn ? toDate(quote.nextDueOn) : null,
      lastItemId: last._max.id ?? 0,
      daysUntilRenewal: quote.daysLeft,
      totalDays: quote.totalDays,
      configChanges: { before: configOptions, after: choices },
      createdAt: now(),
    },
    select: { id: true },
  });
  await tx.orderItem.create({
    data: {
      orderId,
      type: 'UPGRADE',
      productId: product.id,
      serviceId: service.id,
      upgradeId: id,
      description: `${service.product.name} => ${product.name}`,
      quantity: service.quantity,
      billingCycle: cycle,
      currencyCode,
      amount: quote.due.toFixed(),
      recurringAmount: quote.recurring.toFixed(),
      discount: quote.discount.toFixed(),
    },
  });
  if (quote.promotion)
    await tx.promotionUse.create({
      data: {
        promotionId: quote.promotion.id,
        clientId,
        orderId,
        discount: quote.discount.toFixed(),
        currencyCode,
        usedAt: now(),
      },
    });
  return id;
}
