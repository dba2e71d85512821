import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, listOf, pick } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import type { Availability } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, parted } from './client.ts';

const NAMES_PER_CHECK = 30;

export async function availability(
  account: EnomAccount,
  names: readonly string[],
  limit: Limit = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const found = new Map<string, Availability>();
  for (let start = 0; start < names.length; start += NAMES_PER_CHECK) {
    const some = names.slice(start, start + NAMES_PER_CHECK);
    const answers = await check(account, some, left);
    const free = answers.filter(({ status }) => status === 'available').map(({ name }) => name);
    const premium = free.length ? await premiumPrices(account, free, left) : new Map();
    for (const answer of answers) {
      const amount = premium.get(answer.name);
      const prices = { register: { amount, currency: account.currency } };
      found.set(answer.name, amount ? { ...answer, premium: true, prices } : answer);
    }
  }
  return names.map((name) => found.get(name.toLowerCase()) ?? unknownName(name));
}

/** 210 is free, 211 is taken; anything else could not be looked at. */
const statuses: Readonly<Record<string, Availability['status']>> = {
  210: 'available',
  211: 'unavailable',
};

/** One name is answered as `DomainName`, several as `Domain` and `RRPCode` side by side. */
async function check(
  account: EnomAccount,
  names: readonly string[],
  left: () => number,
): Promise<Availability[]> {
  const [only = ''] = names;
  const params = names.length === 1 ? parted(only) : { DomainList: names.join(',') };
  const answer = await callEnom(account, 'Check', params, left);
  const shown = listOf(pick(answer, 'Domain', 'DomainName'));
  const codes = listOf(pick(answer, 'RRPCode'));
  // Told apart by their places alone, they have to be as many.
  if (shown.length !== codes.length) return names.map(unknownName);
  return shown.flatMap((each, index) => {
    const name = textIn(each)?.toLowerCase();
    const status = statuses[textIn(codes[index]) ?? ''] ?? 'unknown';
    return name ? [{ name, status, premium: false }] : [];
  });
}

/** The prices of the premium names among these; none where Enom does not tell. */
async function premiumPrices(
  account: EnomAccount,
  names: readonly string[],
  left: () => number,
): Promise<Map<string, string>> {
  const asked = names.flatMap((name, index) => {
    const { SLD, TLD } = parted(name);
    return [[`SLD${index + 1}`, SLD] as const, [`TLD${index + 1}`, TLD] as const];
  });
  const params = { ...Object.fromEntries(asked), ProductType: 'Register' };
  try {
    const answer = await callEnom(account, 'PE_GetPremiumPricing', params, left);
    const results = listOf(pick(pick(answer, 'results'), 'result'));
    return new Map(
      results.flatMap((result) => {
        const name = textIn(pick(result, 'Domain'))?.toLowerCase();
        const price = textIn(pick(result, 'Price'));
        const isPremium = isTrue(textIn(pick(result, 'IsPremium'))) && Number(price) > 0;
        return name && price && isPremium ? [[name, price] as const] : [];
      }),
    );
  } catch (error) {
    // A premium name is not sold at an ordinary price: a purchase without its own is refused.
    if (error instanceof ProviderError && error.outcome === 'REFUSED') return new Map();
    throw error;
  }
}
