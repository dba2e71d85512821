import { domainToUnicode } from 'node:url';
import { DomainError } from '#core/errors.ts';
import type { OrderItemType, Prisma } from '#generated/prisma/client.ts';
import { checkAvailable } from '#modules/domains/ordering/check-available.ts';
import { periodCost } from '#modules/domains/tlds/tld-cost.ts';
import { cartSecrets } from './cart-rows.ts';
import { checkPlaced } from '#modules/domains/ordering/check-placed.ts';
import { firstPayment, type Item, type Ordering, quoteOf, recurringOf } from './ordering.ts';

/** How the code of a transfer is encrypted on its domain: the purpose, and the context of a row. */
const domainSecrets = {
  purpose: 'epp-code',
  context: (domainId: number) => `domains:${domainId}`,
} as const;

/**
 * Makes a pending domain of one to register or to transfer, and the order's line for it. One that
 * is renewed stays as it is; one that is the client's own only names its product.
 */
export async function orderDomain(ordering: Ordering, item: Item, place: number): Promise<void> {
  const { type } = item;
  if (type === 'DOMAIN_OWNED' || type === 'PRODUCT') return;
  const domainId = type === 'DOMAIN_RENEW' ? renewed(ordering, item) : await added(ordering, item);
  ordering.domainOf.set(item.id, domainId);
  ordering.costOf.set(item.id, await costOf(ordering, item, type !== 'DOMAIN_RENEW'));
  const { discount } = quoteOf(ordering, item.id);
  await ordering.work.tx.orderItem.create({
    data: {
      orderId: ordering.orderId,
      type: type satisfies OrderItemType,
      domainId,
      description: item.domainName,
      domainName: item.domainName,
      years: item.years ?? 1,
      currencyCode: ordering.currency,
      amount: firstPayment(ordering, item.id).toFixed(),
      recurringAmount: recurringOf(ordering, item.id).toFixed(),
      discount: discount.toFixed(),
      sortOrder: place,
    },
  });
}

/** What an item costs the company: its first period, or each further one. */
async function costOf({ work, currency }: Ordering, item: Item, isFirst: boolean) {
  const { tldId, domain, premiumPrice, premiumRenewPrice, premiumCurrencyCode } = item;
  const amount = domain?.isPremium
    ? domain.premiumCost
    : isFirst
      ? (premiumPrice ?? premiumRenewPrice)
      : premiumRenewPrice;
  const currencyCode = domain?.premiumCurrencyCode ?? premiumCurrencyCode ?? currency;
  const premium = amount && { amount, currencyCode };
  return periodCost(work.tx, { tldId, years: item.years ?? 1, premium }, currency);
}

function renewed({ clientId }: Ordering, { domain }: Item): number {
  if (!domain || domain.clientId !== clientId) throw new DomainError('DOMAIN_NOT_FOUND');
  return domain.id;
}

/**
 * Checks that a name is still offered as it was put into the cart: free, and at the registry's price
 * of then. @throws DomainError DOMAIN_NOT_AVAILABLE, DOMAIN_NOT_ALLOWED
 */
async function checkOffered({ work }: Ordering, item: Item): Promise<void> {
  const premium = await checkAvailable(work.tx, item.domainName);
  const { domainName, premiumPrice, premiumRenewPrice, premiumCurrencyCode } = item;
  const changed = (words: string) =>
    new DomainError('DOMAIN_NOT_ALLOWED', words, { field: 'domainName' });
  if (premium === undefined && premiumPrice !== null)
    throw changed(`The registry does not tell the price of ${domainName} now; try again later.`);
  const isSame = premium
    ? premiumPrice?.equals(premium.register?.toString() ?? 0) &&
      premiumRenewPrice?.equals(premium.renew.toString()) &&
      premiumCurrencyCode === premium.currencyCode
    : premiumPrice === null;
  if (!isSame)
    throw changed(`The registry's price of ${domainName} has changed; put it into the cart anew.`);
}

async function added(ordering: Ordering, item: Item): Promise<number> {
  if (item.type === 'DOMAIN_REGISTER') await checkOffered(ordering, item);
  const { work, orderId, clientId, currency, gatewayId, serviceOf, promotion } = ordering;
  const { tx, app } = work;
  const { isFreeDomain, recurringDiscount } = quoteOf(ordering, item.id);
  const holds = promotion !== null && !recurringDiscount.isZero();
  const { id } = await tx.domain.create({
    data: {
      clientId,
      orderId,
      tldId: item.tldId,
      registrarId: item.tld?.registrarId ?? null,
      currencyCode: currency,
      name: item.domainName,
      unicodeName: domainToUnicode(item.domainName) || item.domainName,
      origin: item.type === 'DOMAIN_TRANSFER' ? 'TRANSFER' : 'REGISTER',
      years: item.years ?? 1,
      firstPaymentAmount: firstPayment(ordering, item.id).toFixed(),
      recurringAmount: recurringOf(ordering, item.id).toFixed(),
      cost: (await costOf(ordering, item, false)).toFixed(),
      gatewayId,
      dnsManagement: item.dnsManagement,
      emailForwarding: item.emailForwarding,
      idProtection: item.idProtection,
      isFreeWithService: isFreeDomain,
      serviceId: item.parentId === null ? null : (serviceOf.get(item.parentId) ?? null),
      idnLanguage: item.idnLanguage,
      isPremium: item.premiumRenewPrice !== null,
      premiumCost: item.premiumRenewPrice,
      premiumFirstCost: item.premiumPrice,
      premiumCurrencyCode: item.premiumCurrencyCode,
      ns1: item.ns1,
      ns2: item.ns2,
      ns3: item.ns3,
      ns4: item.ns4,
      ns5: item.ns5,
      ...(item.additionalFields !== null && {
        additionalFields: item.additionalFields as Prisma.InputJsonValue,
      }),
      ...(holds && { promotionId: promotion.id, promotionCyclesLeft: promotion.cyclesLeft }),
    },
    select: { id: true },
  });
  if (item.eppCodeEncrypted) {
    const code = app.keyring
      .box(cartSecrets.purpose)
      .decrypt(item.eppCodeEncrypted, cartSecrets.context(item.id));
    const eppCodeEncrypted = app.keyring
      .box(domainSecrets.purpose)
      .encrypt(code, domainSecrets.context(id));
    await tx.domain.update({ where: { id }, data: { eppCodeEncrypted } });
  }
  await checkPlaced(work, id);
  return id;
}
