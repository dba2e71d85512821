import { convert, exact, round, type Amount } from '#core/money.ts';
import type { SettingName } from '#modules/settings/known-settings.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { lockClientMoney, ensure } from '#modules/billing/invoices/lock.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';

/** What a client may pay in advance, in its currency. */
export interface FundsTerms {
  isEnabled: boolean;
  requiresOrder: boolean;
  minimum: Amount;
  maximum: Amount;
  /** The most credit there may be after it; zero for no limit. */
  maximumBalance: Amount;
  currency: string;
}

/** The company's terms for adding funds; its limits are set in the base currency. */
export async function fundsTerms(db: Db | Tx, currency: string): Promise<FundsTerms> {
  const [own, base] = await Promise.all([
    db.currency.findUniqueOrThrow({ where: { code: currency } }),
    db.currency.findFirst({ where: { isBase: true } }),
  ]);
  const limit = async (name: SettingName) => {
    const text = await settingText(db, name);
    return base && base.code !== currency ? convert(text, base, own) : round(text, currency);
  };
  return {
    isEnabled: await settingIsOn(db, 'AddFundsEnabled'),
    requiresOrder: await settingIsOn(db, 'AddFundsRequireOrder'),
    minimum: await limit('AddFundsMinimum'),
    maximum: await limit('AddFundsMaximum'),
    maximumBalance: await limit('AddFundsMaximumBalance'),
    currency,
  };
}

/** The actor for a funds invoice: the client itself keeps to all of the terms. */
export type FundsInitiator = 'CLIENT' | 'STAFF';

/**
 * Makes an invoice that buys a client credit. Invoices for funds that are still open count as
 * credit already, or the most credit allowed could be exceeded by paying them all.
 * @throws DomainError FUNDS_DISABLED, FUNDS_ORDER_REQUIRED, FUNDS_OUT_OF_RANGE, FUNDS_BALANCE_TOO_HIGH
 */
export async function makeFundsInvoice(
  work: Work,
  clientId: number,
  provided: Amount,
  requester: FundsInitiator,
): Promise<number> {
  const { tx } = work;
  await lockClientMoney(tx, clientId);
  const client = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { currencyCode: true, creditBalance: true },
  });
  const terms = await fundsTerms(tx, client.currencyCode);
  const amount = round(provided, client.currencyCode);
  if (requester === 'CLIENT') {
    ensure(terms.isEnabled, 'FUNDS_DISABLED');
    const orders = await tx.order.count({ where: { clientId, status: 'ACTIVE' } });
    ensure(!terms.requiresOrder || orders > 0, 'FUNDS_ORDER_REQUIRED');
  }
  ensure(amount.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
  const most = exact(terms.maximum);
  ensure(
    !amount.lessThan(exact(terms.minimum)) && (most.isZero() || !amount.greaterThan(most)),
    'FUNDS_OUT_OF_RANGE',
    'amount',
  );
  const waiting = await tx.invoice.aggregate({
    where: { clientId, kind: 'ADD_FUNDS', status: { in: ['UNPAID', 'PAYMENT_PENDING'] } },
    _sum: { balance: true },
  });
  const after = exact(client.creditBalance)
    .plus(exact(waiting._sum.balance ?? '0'))
    .plus(amount);
  const limit = exact(terms.maximumBalance);
  ensure(limit.isZero() || !after.greaterThan(limit), 'FUNDS_BALANCE_TOO_HIGH', 'amount');
  const invoiceId = await makeInvoice(work, {
    clientId,
    kind: 'ADD_FUNDS',
    lines: [{ type: 'ADD_FUNDS', description: 'Add Funds', unitPrice: amount }],
  });
  work.announce('invoice.created', { invoiceId, clientId, sendEmail: false });
  await publish(work, invoiceId, false);
  return invoiceId;
}
