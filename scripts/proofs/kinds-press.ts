import type { Db } from '#platform/database/client.ts';
import type { Message } from './gateway.ts';

/** What a stand-in, a process of its own, saw of one piece of work: a call that does the thing. */
export interface Call {
  /** The idempotency key it came under, where the protocol has one. */
  key?: string | undefined;
}

/** Calls of a protocol without keys. */
export const keyless = (seen: readonly object[]): Call[] => seen.map(() => ({}));

/** How often a provider may see one piece of work, however often its gateway is killed. */
export type Rule =
  /** Exactly one call: whoever takes over asks what became of it. */
  | 'once'
  /** Perhaps again, always under the same key, by which the provider knows it. */
  | 'key'
  /** Perhaps again: it sets a state, or reads one. */
  | 'again';

/** One piece of work, begun over the public API. */
export interface Press {
  /** The kind of task it begins. */
  kind: string;
  /** Sent as its Idempotency-Key; no two have the same. */
  key: string;
  send: Operation | (Message & { path: string });
  /** The row its task is about. */
  subject: (db: Db) => Promise<{ type: string; id: number } | null>;
  calls: () => Call[];
  rule: Rule;
  /** What the provider has to show in the end; null where that is right. */
  wrong?: () => string | null;
  /** Done once it was taken: makes room for what is refused at first. */
  taken?: () => void;
  /** The provider refuses it at first. */
  isRefused?: boolean;
  /** Nobody can tell what became of it when its answer is lost: a person has to look. */
  needsPerson?: boolean;
}

interface Operation {
  mutation: string;
  input: object;
}

/** A mutation by its name and input. */
export const operation = (name: string, input: object): Operation => ({
  mutation: `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { __typename } }`,
  input,
});

/** The row that a press is about, known beforehand. */
export const about = (type: string, id: number) => () => Promise.resolve({ type, id });

/** Makes a piece of work for each of so many places. */
export const each = async (
  count: number,
  make: (place: number) => Promise<Press>,
): Promise<Press[]> => {
  const presses: Press[] = [];
  for (let place = 0; place < count; place += 1) presses.push(await make(place));
  return presses;
};
