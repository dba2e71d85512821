import { expect } from 'vitest';
import type { Gateway } from './gateway.ts';
import type { Who } from './people.ts';

/** One call of a golden transcript. */
export interface Call {
  title: string;
  form: Record<string, string | number>;
  as?: Who | null;
}

/**
 * Calls a legacy command as told and compares forms and exact replies with
 * `test/transcripts/<Command>.json`. Values that differ at every run are named in `varying` and
 * compared by their kind only.
 */
export async function transcript(
  gateway: Gateway,
  command: string,
  calls: readonly Call[],
  varying: readonly string[] = [],
): Promise<void> {
  const spoken = [];
  for (const { title, form, as } of calls) {
    const reply = await gateway.rapi(command, form, as);
    spoken.push({ title, ...(as !== undefined && { as }), form, reply: steady(reply, varying) });
  }
  const text = `${JSON.stringify(spoken, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`${import.meta.dirname}/transcripts/${command}.json`);
}

function steady(value: unknown, varying: readonly string[], name = ''): unknown {
  if (varying.includes(name)) return `<${Array.isArray(value) ? 'list' : typeof value}>`;
  if (Array.isArray(value)) return value.map((item) => steady(item, varying, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, steady(item, varying, key)]),
  );
}
