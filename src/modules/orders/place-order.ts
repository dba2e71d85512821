import { randomInt } from 'node:crypto';
import { isBackOffice, isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { loadCart } from './cart-rows.ts';
import { type PriceQuote, calculate } from '#modules/catalog/pricing/calculate.ts';
import type { PromotionTerms } from '#modules/catalog/pricing/terms.ts';
import { countPromotionUse } from '#modules/catalog/products/stock.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { maySpendCredit, spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';
import { clientFor } from '#modules/clients/visible.ts';
import type { Work } from '#schema/work.ts';
import { orderDomain } from './order-domain.ts';
import { orderProduct } from './order-product.ts';
import { invoiceLine, type Item, itemColumns, type Ordering } from './ordering.ts';

/** How an order is to be placed. */
export interface PlaceOrderOptions {
  paymentMethod: string;
  createInvoice: boolean;
  /** Default: true; the cart shows what is left to pay after the client's credit, for who may pay. */
  useCredit?: boolean | undefined;
  sendInvoiceEmail: boolean;
  sendEmail: boolean;
  ip: string;
  userAgent: string;
  acceptLanguage: string;
  notes: string;
}

/**
 * Orders what is in a client's cart, in the caller's transaction: stock and promotion are taken,
 * services and domains made, the invoice published, the cart emptied. Gives the order's id.
 * The client is locked first, so that one cart is ordered once.
 * @throws DomainError FORBIDDEN for an order without an invoice by others than staff: what is set up
 * as soon as it is ordered would never be paid
 */
export async function placeOrder(
  work: Work,
  clientId: number,
  request: PlaceOrderOptions,
): Promise<{ orderId: number; cartId: number }> {
  const { tx } = work;
  const client = await clientFor(work, clientId, { id: true, status: true, currencyCode: true });
  if (!request.createInvoice && !isStaff(work.actor))
    throw new DomainError('FORBIDDEN', 'createInvoice: only staff may order without an invoice.', {
      field: 'createInvoice',
    });
  if (client.status === 'CLOSED') throw new DomainError('CLIENT_CLOSED');
  await lockClientMoney(tx, client.id);
  const gatewayId = await paymentGateway(work, request.paymentMethod);
  const { cartId, items, quote, promotion } = await pricedCart(work, client.id);
  if (promotion) await countPromotionUse(tx, promotion.id, client.id);
  const { id: orderId } = await tx.order.create({
    data: {
      number: await freeNumber(work),
      clientId: client.id,
      requestorUserId: work.actor.userId,
      requestorAdminId: work.actor.adminId,
      currencyCode: client.currencyCode,
      amount: totalOf(quote),
      gatewayId,
      nameservers: nameserversOf(items),
      ip: request.ip,
      userAgent: request.userAgent,
      acceptLanguage: request.acceptLanguage,
      notes: request.notes,
      createdAt: now(),
      ...(promotion && {
        promotionId: promotion.id,
        promotionCode: promotion.code,
        promotionType: promotion.type,
        promotionValue: promotion.value.toString(),
      }),
    },
    select: { id: true },
  });
  const ordering: Ordering = {
    work,
    orderId,
    clientId: client.id,
    currency: client.currencyCode,
    gatewayId,
    promotion: promotion && { id: promotion.id, cyclesLeft: promotion.recurForCycles || null },
    quote,
    serviceOf: new Map(),
    addonOf: new Map(),
    domainOf: new Map(),
    costOf: new Map(),
  };
  await fill(ordering, items);
  if (promotion) await noteUse(ordering, promotion.id);
  if (request.createInvoice) await bill(ordering, request);
  await tx.cart.delete({ where: { id: cartId } });
  work.announce('order.placed', { orderId, clientId: client.id, sendEmail: request.sendEmail });
  return { orderId, cartId };
}

/** The gateway to pay with. @throws DomainError PAYMENT_METHOD_UNKNOWN naming those there are */
export async function paymentGateway({ tx, actor }: Work, name: string): Promise<number> {
  const gateways = await tx.gateway.findMany({
    where: { isActive: true, ...(!isBackOffice(actor) && { isHidden: false }) },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, label: true },
  });
  const found = gateways.find(({ label }) => label === name.trim().toLowerCase());
  if (found) return found.id;
  const options = gateways.map(({ label }) => label).join(', ');
  throw new DomainError('PAYMENT_METHOD_UNKNOWN', undefined, { field: 'paymentMethod', options });
}

interface Priced {
  cartId: number;
  items: Item[];
  quote: PriceQuote;
  /** The promotion of the cart, where it makes something cheaper. */
  promotion: PromotionTerms | null;
}

/** The cart with what it costs now. @throws DomainError naming what cannot be ordered */
async function pricedCart({ tx }: Work, clientId: number): Promise<Priced> {
  const [cart] = await tx.$queryRaw<{ id: number }[]>`
    select id from carts where client_id = ${clientId} for update`;
  const loaded = cart && (await loadCart(tx, cart.id));
  if (!cart || !loaded) throw new DomainError('ORDER_EMPTY');
  const items = await tx.cartItem.findMany({
    where: { cartId: cart.id },
    // Products in one order everywhere, so that two orders never wait for each other's stock.
    orderBy: [{ productId: 'asc' }, { id: 'asc' }],
    select: itemColumns,
  });
  if (items.length === 0) throw new DomainError('ORDER_EMPTY');
  if (loaded.promotionFault) throw new DomainError(loaded.promotionFault);
  const gone = items.find(
    ({ type, product }) => type === 'PRODUCT' && product?.isRetired !== false,
  );
  if (gone) throw new DomainError('PRODUCT_NOT_FOUND', `${gone.product?.name} is no longer sold.`);
  const quote = calculate(loaded.basket);
  const fault = quote.items.find((item) => item.fault !== null)?.fault;
  if (fault) throw new DomainError(fault === 'TLD_MISSING' ? 'ORDER_TLD_UNKNOWN' : 'PRICE_MISSING');
  return { cartId: cart.id, items, quote, promotion: quote.isPromoted ? loaded.promotion : null };
}

const totalOf = ({ subtotal, discount, tax, tax2 }: PriceQuote) =>
  subtotal.minus(discount).plus(tax).plus(tax2).toFixed();

/** The name servers wanted for the first domain that names some. */
const nameserversOf = (items: readonly Item[]): string[] =>
  items
    .map(({ type, ns1, ns2, ns3, ns4, ns5 }) =>
      type === 'DOMAIN_REGISTER' || type === 'DOMAIN_TRANSFER'
        ? [ns1, ns2, ns3, ns4, ns5].filter(Boolean)
        : [],
    )
    .find((names) => names.length > 0) ?? [];

/** Ten digits that no other order has; they say nothing of how many orders there are. */
export async function freeNumber({ tx }: Work): Promise<string> {
  for (;;) {
    const number = String(randomInt(1_000_000_000, 9_999_999_999));
    if (!(await tx.order.findUnique({ where: { number }, select: { id: true } }))) return number;
  }
}

/** Products first: the domains that go with them name their service. */
async function fill(ordering: Ordering, items: readonly Item[]): Promise<void> {
  const isProduct = ({ type }: Item) => type === 'PRODUCT';
  const all = [...items.filter(isProduct), ...items.filter((item) => !isProduct(item))];
  for (const [place, item] of all.entries())
    await (isProduct(item) ? orderProduct : orderDomain)(ordering, item, place);
}

async function noteUse(
  { work, orderId, clientId, currency, quote }: Ordering,
  promotionId: number,
) {
  const saved = quote.lines
    .filter(({ type }) => type === 'PROMOTION')
    .reduce((total, { amount }) => total.minus(amount), quote.discount.minus(quote.discount));
  await work.tx.promotionUse.create({
    data: {
      promotionId,
      clientId,
      orderId,
      discount: saved.toFixed(),
      currencyCode: currency,
      usedAt: now(),
    },
  });
}

async function bill(
  ordering: Ordering,
  { sendInvoiceEmail, useCredit = true }: PlaceOrderOptions,
): Promise<void> {
  const { work, orderId, clientId, gatewayId, quote } = ordering;
  // A domain that the client owns already costs nothing and is no line of a bill.
  if (quote.lines.length === 0) return;
  const lines = quote.lines.map((line) => invoiceLine(ordering, line));
  const invoiceId = await makeInvoice(work, { clientId, lines, gatewayId });
  await work.tx.order.update({ where: { id: orderId }, data: { invoiceId } });
  await publish(work, invoiceId, sendInvoiceEmail);
  if (useCredit && maySpendCredit(work.actor))
    await spendAvailableCredit(work, invoiceId, sendInvoiceEmail);
}
