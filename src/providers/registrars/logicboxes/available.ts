import { domainToUnicode } from 'node:url';
import { countdown, pick, textOf } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import { idnCode, isIdn } from '#providers/registrars/idn-languages.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { ask, type LogicBoxesAccount } from './client.ts';

/**
 * One request per second-level label with all its TLDs; an internationalised name automatically, with
 * the language it is in (kb 1427). Without a known language it is `unknown`, as is a name with ß
 * below .de, which the platform does not take.
 */
export async function availability(
  account: LogicBoxesAccount,
  names: readonly string[],
  limit: Limit & { idnLanguage?: string } = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const labels = new Map<string, string[]>();
  const idns: string[] = [];
  for (const name of names.map((each) => each.toLowerCase())) {
    const dot = name.indexOf('.');
    if (dot < 1) continue;
    const label = name.slice(0, dot);
    if (isIdn(name)) idns.push(name);
    else labels.set(label, [...(labels.get(label) ?? []), name.slice(dot + 1)]);
  }
  const requested = [...labels].map(([label, tlds]) =>
    ask(account, 'domains/available', { 'domain-name': label, tlds }, left()),
  );
  const idnsAsked = idns.flatMap((name) => askIdn(account, name, limit.idnLanguage, left) ?? []);
  const answers = await Promise.all([...requested, ...idnsAsked]);
  return names.map((name) => {
    const reported = answers
      .map((answer) => pick(answer, name, domainToUnicode(name)))
      .find((found) => found !== undefined);
    return reported === undefined
      ? unknownName(name)
      : availabilityOf(name.toLowerCase(), reported);
  });
}

/** TLDs that take one language only, kb 752. */
const onlyLanguage: Readonly<Record<string, string>> = {
  ca: 'fr',
  de: 'de',
  es: 'es',
  eu: 'latin',
};

function askIdn(
  account: LogicBoxesAccount,
  name: string,
  provided: string | undefined,
  left: () => number,
): Promise<unknown> | null {
  const dot = name.indexOf('.');
  const [label, tld] = [name.slice(0, dot), name.slice(dot + 1)];
  const language = onlyLanguage[tld] ?? (provided && idnCode(name, provided));
  if (!language || (tld === 'de' && domainToUnicode(name).includes('ß'))) return null;
  const params = { 'domain-name': label, tld, idnLanguageCode: language };
  return ask(account, 'domains/idn-available', params, left());
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
