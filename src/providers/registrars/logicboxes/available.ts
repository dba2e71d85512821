import { countdown, pick, textOf } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { ask, type LogicBoxesAccount } from './client.ts';

/**
 * One request per second-level label with all its TLDs. Internationalised names need another call
 * with a language code, which nobody has here; they are `unknown` and left to the directories.
 */
export async function availability(
  account: LogicBoxesAccount,
  names: readonly string[],
  limit: Limit = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const labels = new Map<string, string[]>();
  for (const name of names.map((name) => name.toLowerCase())) {
    const dot = name.indexOf('.');
    const label = name.slice(0, dot);
    if (dot < 1 || label.startsWith('xn--')) continue;
    labels.set(label, [...(labels.get(label) ?? []), name.slice(dot + 1)]);
  }
  const answers = await Promise.all(
    [...labels].map(([label, tlds]) =>
      ask(account, 'domains/available', { 'domain-name': label, tlds }, left()),
    ),
  );
  return names.map((name) => {
    const reported = answers
      .map((answer) => pick(answer, name))
      .find((found) => found !== undefined);
    return reported === undefined
      ? unknownName(name)
      : availabilityOf(name.toLowerCase(), reported);
  });
}

function availabilityOf(name: string, reported: unknown): Availability {
  const status = textOf(pick(reported, 'status'))?.toLowerCase() ?? '';
  const cost = pick(reported, 'costHash');
  const currency = textOf(pick(cost, 'sellingCurrencySymbol', 'currencySymbol', 'currency'));
  const money = (key: string): RegistrarMoney | undefined => {
    const amount = textOf(pick(cost, key));
    return amount && currency ? { amount, currency } : undefined;
  };
  const prices = { register: money('create'), renew: money('renew'), transfer: money('transfer') };
  const known = Object.entries(prices).filter(([, price]) => price);
  return {
    name,
    status:
      status === 'available'
        ? 'available'
        : status.startsWith('regthrough')
          ? 'unavailable'
          : 'unknown',
    premium: cost !== undefined,
    ...(known.length > 0 && { prices: Object.fromEntries(known) }),
  };
}
