/** Reads a root field's part of an answer as text; null where there is no row. */
export type ReadText = () => Promise<string | null>;

/** A root field: what stands before its part of the answer, and what reads that part. */
export type Part = readonly [before: string, read: ReadText];

/** The most operations remembered for one asker. */
const MOST = 200;

/** The longest variables, as JSON, of an operation that is remembered. */
const LONGEST = 2_000;

const byAsker = new WeakMap<object, Map<string, Map<object, readonly Part[]>>>();

/**
 * What an operation reads for somebody, found out before: the same statements with the same values,
 * run anew. It is remembered with the object that stands for who asks, and so as long as that
 * asker's rights are believed.
 */
export const recall = (asker: object, plan: object, variables: string) =>
  byAsker.get(asker)?.get(variables)?.get(plan);

/** Remembers what an operation with these variables reads for somebody. */
export function remember(
  asker: object,
  plan: object,
  variables: string,
  parts: readonly Part[],
): void {
  if (variables.length > LONGEST) return;
  const known = byAsker.get(asker) ?? new Map<string, Map<object, readonly Part[]>>();
  if (known.size >= MOST) known.clear();
  byAsker.set(asker, known);
  known.set(variables, (known.get(variables) ?? new Map()).set(plan, parts));
}

/** The text that the parts make up; null where one of them is missing. */
export async function readParts(parts: readonly Part[]): Promise<string | null> {
  const texts = await Promise.all(parts.map(([, read]) => read()));
  if (texts.includes(null)) return null;
  return `{${parts.map(([before], at) => `${before}${texts[at]}`).join()}}`;
}
