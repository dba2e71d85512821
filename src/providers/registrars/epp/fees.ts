import { Decimal } from 'decimal.js';
import { listOf, pick } from '#providers/registrars/answers.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import { textIn } from '#providers/registrars/xml.ts';
import type { EppExtension } from './client.ts';
import { namespaces, objectOf } from './xml.ts';

/** What is asked for the price of, as RFC 8748, 3.1, calls it. */
const priced = ['create', 'renew', 'transfer'] as const;

const priceOf = { create: 'register', renew: 'renew', transfer: 'transfer' } as const;

/** Asks a registry that knows them for fees, along with which names are free (RFC 8748, 5.1.1). */
export const askFees: EppExtension = {
  of: namespaces.fee,
  isOptional: true,
  content: objectOf('fee', 'check', { command: priced.map((name) => ({ '@name': name })) }),
};

/** Agrees to the fee of an order, which a registry asks for where it is not the usual one. */
export function agreedFee(
  command: 'create' | 'renew' | 'transfer',
  fee: RegistrarMoney | undefined,
): EppExtension | undefined {
  if (!fee) return undefined;
  const content = objectOf('fee', command, { currency: fee.currency, fee: fee.amount });
  return { of: namespaces.fee, content };
}

/**
 * The names whose fees are not the usual ones, and these fees. A class other than `standard` says so,
 * or without classes the price of a registration that does not call itself standard (RFC 8748, 3.7).
 */
export function premiumsIn(
  extension: unknown,
): Map<string, Pick<Availability, 'premium' | 'prices'>> {
  const data = pick(extension, 'chkData');
  const currency = textIn(pick(data, 'currency'));
  const found = new Map<string, Pick<Availability, 'premium' | 'prices'>>();
  for (const one of listOf(pick(data, 'cd'))) {
    const name = textIn(pick(one, 'objID'))?.toLowerCase();
    if (!name || !currency) continue;
    const commands = new Map(
      listOf(pick(one, 'command')).map((command) => [textIn(pick(command, '@name')), command]),
    );
    const kind = textIn(pick(one, 'class'));
    const isStandard = kind
      ? kind.toLowerCase() === 'standard'
      : isTrue(pick(commands.get('create'), '@standard'));
    if (isStandard || !commands.has('create')) continue;
    const prices: NonNullable<Availability['prices']> = {};
    for (const command of priced) {
      const amount = feeIn(commands.get(command));
      if (amount) prices[priceOf[command]] = { amount, currency };
    }
    found.set(name, { premium: true, prices });
  }
  return found;
}

const isTrue = (value: unknown) => /^(1|true)$/.test(textIn(value) ?? '');

/** All fees of a command together; null where there is none, or one that is no amount. */
function feeIn(command: unknown): string | null {
  const fees = listOf(pick(command, 'fee')).map((fee) => textIn(fee) ?? '');
  if (!fees.length || !fees.every((fee) => /^\d+(\.\d+)?$/.test(fee))) return null;
  const decimals = Math.max(...fees.map((fee) => fee.split('.')[1]?.length ?? 0));
  return Decimal.sum(...fees).toFixed(decimals);
}
