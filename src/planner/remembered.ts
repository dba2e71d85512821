/** Reads a root field's part of an answer as text; null where there is no row. */
export type ReadText = () => Promise<string | null>;

/** The most variables remembered for one operation and asker. */
const MOST = 200;

/** The longest variables, as JSON, of an operation that is remembered. */
const LONGEST = 2_000;

/**
 * What an operation's root fields read for somebody, found out once: the same statements with the
 * same values are run anew. It is remembered with the object that stands for the actor, and so as
 * long as the actor's rights are cached.
 */
export class Remembered {
  private readonly byScope = new WeakMap<object, Map<string, readonly ReadText[]>>();

  get(scope: object, variables: string): readonly ReadText[] | undefined {
    return this.byScope.get(scope)?.get(variables);
  }

  /** Keeps what reads the fields; not where one of them cannot be read that way. */
  store(scope: object, variables: string, readers: readonly (ReadText | undefined)[]): void {
    if (variables.length > LONGEST || !readers.every((read) => read !== undefined)) return;
    const known = this.byScope.get(scope) ?? new Map<string, readonly ReadText[]>();
    if (known.size >= MOST) known.clear();
    this.byScope.set(scope, known.set(variables, readers));
  }
}
