import { isTrue, listOf, pick } from '#providers/registrars/answers.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { accountKey, callNamecheap, type NamecheapAccount } from './client.ts';

/** "We strongly recommend that you cache this API response" (domains.getTldList). */
const CACHED_MS = 24 * 3_600_000;
const lists = new Map<string, { since: number; slow: ReadonlySet<string> }>();

/**
 * Whether registrations of an extension take time: until they are through, no command shows the
 * domain. The page's table and the official client call the attribute `NonRealTimeDomain`, its
 * example `NonRealTime`.
 */
export async function takesTime(
  account: NamecheapAccount,
  extension: string,
  left: () => number,
): Promise<boolean> {
  const key = accountKey(account);
  const known = lists.get(key);
  if (known && performance.now() - known.since < CACHED_MS) return known.slow.has(extension);
  const response = await callNamecheap(account, 'domains.getTldList', {}, left);
  const tlds = listOf(pick(pick(response, 'Tlds'), 'Tld'));
  const slow = tlds.flatMap((one) => {
    const isSlow = isTrue(textIn(pick(one, '@NonRealTimeDomain', '@NonRealTime')));
    const name = textIn(pick(one, '@Name'))?.toLowerCase();
    return isSlow && name ? [name] : [];
  });
  lists.set(key, { since: performance.now(), slow: new Set(slow) });
  return slow.includes(extension);
}
