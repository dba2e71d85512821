import { convert, exact, round, type Amount } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';

/** An amount as the gateway is asked for it. */
export interface Charge {
  amount: string;
  currency: string;
}

/** What a gateway is asked for: the amount itself, or in the currency the gateway is kept in. */
export async function chargeFor(
  tx: Tx,
  gatewayId: number,
  { amount, currency }: { amount: Amount; currency: string },
): Promise<Charge> {
  const gateway = await tx.gateway.findUniqueOrThrow({
    where: { id: gatewayId },
    select: { currency: { select: { code: true, rate: true } } },
  });
  const to = gateway.currency;
  if (!to || to.code === currency) return { amount: exact(amount).toFixed(), currency };
  const from = await tx.currency.findUniqueOrThrow({ where: { code: currency } });
  return { amount: convert(amount, from, to).toFixed(), currency: to.code };
}

/** What was asked of a gateway, and what that is in the invoice's own currency. */
export interface ChargeRequest {
  amount: Amount;
  currencyCode: string;
  chargeAmount: Amount;
}

/** What a gateway names, in the invoice's currency: in the proportion in which it was asked. */
export function inOwn(named: Amount, { amount, currencyCode, chargeAmount }: ChargeRequest) {
  return round(exact(named).times(exact(amount)).div(exact(chargeAmount)), currencyCode);
}
