/** Reads a root field's part of an answer as text; null where there is no row. */
export type ReadText = () => Promise<string | null>;

/** The most variables remembered for one operation and asker. */
const MOST = 200;

/** The longest variables, as JSON, of an operation that is remembered. */
const LONGEST = 2_000;

/**
 * What an operation's root fields read for somebody, found out once: the same statements with the
 * same values are run anew. It is remembered with the object that stands for who asks, and so as
 * long as that asker's rights are believed.
 */
export class Remembered {
  private readonly byAsker = new WeakMap<object, Map<string, readonly ReadText[]>>();

  get(asker: object, variables: string): readonly ReadText[] | undefined {
    return this.byAsker.get(asker)?.get(variables);
  }

  /** Keeps what reads the fields; not where one of them cannot be read that way. */
  keep(asker: object, variables: string, readers: readonly (ReadText | undefined)[]): void {
    if (variables.length > LONGEST || !readers.every((read) => read !== undefined)) return;
    const known = this.byAsker.get(asker) ?? new Map<string, readonly ReadText[]>();
    if (known.size >= MOST) known.clear();
    this.byAsker.set(asker, known.set(variables, readers));
  }
}
