import { convert, exact, type Amount } from '#core/money.ts';
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

/** The gateway's fee in the invoice's currency, in the proportion of amount and charge. */
export function feeInOwn(fee: string | null, amount: Amount, charge: Charge): string {
  if (fee === null) return '0';
  const own = exact(fee).times(exact(amount)).div(exact(charge.amount));
  return own.toDecimalPlaces(8).toFixed();
}
