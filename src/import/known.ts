import type { Connection } from '#platform/database/client.ts';
import type { Noun } from './noun.ts';

/** Which rows are here already, and who has the values that exist once. */
export class KnownRows {
  readonly #ids = new Map<string, Set<number>>();
  readonly #owners = new Map<string, Map<string, number>>();
  readonly #values = new Map<string, Map<number, string>>();
  readonly #texts = new Map<string, Map<string, number>>();
  readonly #nouns: readonly Noun[];
  readonly #connection: Connection | null;

  /** @param connection where the rows are; null for a plan, which has none but those it goes by. */
  constructor(nouns: readonly Noun[], connection: Connection | null) {
    this.#nouns = nouns;
    this.#connection = connection;
  }

  /** Has ready what rows of a noun will ask for. */
  async prepare(noun: Noun): Promise<void> {
    const columns = Object.entries(noun.columns ?? {});
    const refers = [...columns.map(([, { refers }]) => refers), ...(noun.spread?.refers ?? [])];
    for (const name of new Set(refers.filter((each) => each !== undefined)))
      if (!this.#ids.has(name)) this.#ids.set(name, await this.#idsOf(name));
    for (const [column, { isUnique, looksUp }] of columns) {
      if (isUnique) await this.#readOwners(noun, column);
      if (looksUp) await this.#readTexts(looksUp);
    }
  }

  has(name: string, id: number): boolean {
    return this.#ids.get(name)?.has(id) ?? false;
  }

  /** Notes that a row came along; asked for by rows of the same noun, and by later ones in a plan. */
  add({ name, isUpdate }: Noun, id: number): void {
    if (isUpdate) return;
    const ids = this.#ids.get(name);
    if (ids) ids.add(id);
    else if (!this.#connection) this.#ids.set(name, new Set([id]));
  }

  idOf(place: string, text: string): number | null {
    // A plan does not know the numbers that rows will get, and needs none.
    if (!this.#connection) return 0;
    return this.#texts.get(place)?.get(text) ?? null;
  }

  /** Gives a value to a row that had another one, or none; false where an earlier row has it. */
  claim({ target }: Noun, column: string, value: string, id: number): boolean {
    const key = `${target}.${column}`;
    const owners = this.#owners.get(key)!;
    const values = this.#values.get(key)!;
    const owner = owners.get(value);
    if (owner !== undefined && owner !== id) return false;
    const before = values.get(id);
    if (before !== undefined) owners.delete(before);
    owners.set(value, id);
    values.set(id, value);
    return true;
  }

  async #idsOf(name: string): Promise<Set<number>> {
    const noun = this.#nouns.find((each) => each.name === name);
    if (!this.#connection || !noun) return new Set();
    const rows = await this.#connection.query<{ id: number | bigint }>(
      `select id - ${noun.offset ?? 0} as id from ${noun.target}`,
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }

  async #readTexts(place: string): Promise<void> {
    if (!this.#connection || this.#texts.has(place)) return;
    const [table, column] = place.split('.');
    const rows = await this.#connection.query<{ id: number; text: string }>(
      `select id, ${column} as text from ${table}`,
    );
    this.#texts.set(place, new Map(rows.map(({ id, text }) => [text, id])));
  }

  async #readOwners({ target, offset = 0 }: Noun, column: string): Promise<void> {
    const key = `${target}.${column}`;
    if (this.#owners.has(key)) return;
    const found = this.#connection
      ? await this.#connection.query<{ id: number | bigint; value: string }>(
          `select id - ${offset} as id, ${column} as value from ${target} where ${column} is not null`,
        )
      : [];
    const rows = found.map(({ id, value }) => ({ id: Number(id), value }));
    this.#owners.set(key, new Map(rows.map(({ id, value }) => [value, id])));
    this.#values.set(key, new Map(rows.map(({ id, value }) => [id, value])));
  }
}
