import { countdown, pick, textOf } from '#integrations/registrars/answers.ts';
import { unknownName } from '#integrations/registrars/availability.ts';
import type { Availability, Money } from '#integrations/registrars/domain-data.ts';
import type { Limit } from '#integrations/registrars/registrar.ts';
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
    const told = answers.map((answer) => pick(answer, name)).find((found) => found !== undefined);
    return told === undefined ? unknownName(name) : availabilityOf(name.toLowerCase(), told);
  });
}

function availabilityOf(name: string, told: unknown): Availability {
  const status = textOf(pick(told, 'status'))?.toLowerCase() ?? '';
  const cost = pick(told, 'costHash');
  const currency = textOf(pick(cost, 'sellingCurrencySymbol', 'currencySymbol', 'currency'));
  const money = (key: string): Money | undefined => {
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
