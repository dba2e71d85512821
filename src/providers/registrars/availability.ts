import type { Availability } from './domain-data.ts';

/**
 * Asks name by name where the protocol takes one at a time. A name whose answer failed is
 * `unknown`; only when every name failed does the first failure reach the caller.
 */
export async function nameByName(
  names: readonly string[],
  check: (name: string) => Promise<Availability>,
): Promise<Availability[]> {
  const answers = await Promise.allSettled(names.map((name) => check(name.toLowerCase())));
  const failed = answers.filter((answer) => answer.status === 'rejected');
  if (failed[0] && failed.length === answers.length) throw failed[0].reason;
  return answers.map((answer, index) =>
    answer.status === 'fulfilled' ? answer.value : unknownName(names[index] ?? ''),
  );
}

/** The answer for a name nothing is known about. */
export function unknownName(name: string): Availability {
  return { name: name.toLowerCase(), status: 'unknown', premium: false };
}
