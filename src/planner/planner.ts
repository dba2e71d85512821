import { createHash } from 'node:crypto';
import { onceFor } from '#core/once-for.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import type { Branch, Row, RowClass } from './branch.ts';
import { Binder } from './binder.ts';
import { type Catalog, readCatalog, Unplanned } from './catalog.ts';
import type { CellSource, PlannedDatabase, PlannedStatement } from './database.ts';
import { FirstRows, type FoundCells, type FoundRow, MANY, type RowsPart } from './first-rows.ts';
import { termsOf } from './order.ts';
import { rootSql } from './statement.ts';
import type { ReadText } from './remembered.ts';
import { type Args, marked, requestShape } from './shape.ts';
import type { Evaluation, Template } from './template.ts';
import { textSql } from './text.ts';

/** The most statements prepared by name on each connection, beside Prisma's own. */
const NAMED = 500;

/** The most statements kept for one template; their number depends on what callers filter by. */
const PER_TEMPLATE = 200;

interface Compiled {
  text: string;
  name: string | undefined;
  bound: Pick<Binder, 'used' | 'converts'>;
  Row: RowClass | null;
  /** Rows have at most one row of each relation below them. */
  isFlat: boolean;
  /** What the actor must have for a text to be shown; rows are asked one by one. */
  scopes: readonly object[];
}

/** One call of a `find…`, as far as the planner carries it out. */
export interface Call {
  /** One row rather than a list. */
  one: boolean;
  args: Args;
  /** Besides, how many rows meet this condition. */
  total?: Args | undefined;
}

/** What a call found. */
export interface Found {
  rows: Row[];
  total: number | undefined;
}

/** Carries planned reads out on one database. */
export class Planner {
  readonly catalog: Catalog;
  private readonly database: PlannedDatabase;
  private readonly first: FirstRows;
  private readonly names = new Map<string, string>();
  private readonly compiledOf = onceFor((_template: Template) => new Map<string, Compiled>());

  constructor(database: PlannedDatabase) {
    this.database = database;
    this.catalog = catalogOf(database.prisma);
    this.first = new FirstRows(this.catalog);
  }

  /**
   * Reads what a template selects, with the arguments of one call.
   * @throws Unplanned where no statement can say it, or the database does not take it.
   */
  async read(template: Template, evaluation: Evaluation, call: Call): Promise<Found> {
    const { compiled, values } = this.prepare(template, evaluation, call, 'rows');
    const { Row } = compiled;
    const [text, total] = await this.cellsOf(compiled, values, call);
    if (text === null || !Row) return { rows: [], total };
    const found = JSON.parse(text) as unknown[];
    const rows = call.one ? [found] : found;
    for (let at = 0; at < rows.length; at += 1) rows[at] = new Row(rows[at] as unknown[]);
    return { rows: rows as Row[], total };
  }

  /**
   * The first rows of several parts, one part after the other.
   * @param isRare planned anew each time, from its values.
   * @throws Unplanned where no statement can say one of them
   */
  async firstRows(parts: readonly RowsPart[], limit: number, isRare: boolean): Promise<FoundRow[]> {
    const { text, values } = this.first.statement(parts, limit);
    const name = isRare ? undefined : this.nameOf(text);
    const cells = await this.database
      .query<FoundCells>({ text, values, ...(name && { name }), rowMode: 'array' })
      .catch(asUnplanned);
    const found = cells.map(([part, id, value]) => ({ part, id, value }));
    const many = found.findIndex(({ id }) => id === MANY);
    if (many < 0) return found;
    // From the part on whose rows are too many to be sorted: they are met by the order of ids.
    const from = found[many]!.part;
    const [{ isSifted: _few, ...frequent }, ...others] = parts.slice(from) as [
      RowsPart,
      ...RowsPart[],
    ];
    const rest = await this.firstRows([frequent, ...others], limit - many, isRare);
    return [...found.slice(0, many), ...rest.map((row) => ({ ...row, part: row.part + from }))];
  }

  /** The rows as JSON, and their number where the call counts them. */
  private async cellsOf(
    compiled: Compiled,
    values: readonly unknown[],
    call: Call,
  ): Promise<readonly [string | null, number?]> {
    const statement = statementOf(compiled, values, call);
    if (!call.total) return [await this.database.firstCell(statement).catch(asUnplanned)];
    const [cells] = await this.database
      .query<[string, number]>({ ...statement, rowMode: 'array' })
      .catch(asUnplanned);
    return cells ?? [null];
  }

  /**
   * What reads a template's selection as the text that is sent.
   * @param may whether the actor has all of these scopes.
   * @param source where it is read; the database unless said.
   * @throws Unplanned where the answer is more than columns, or not the actor's to see.
   */
  textOf(
    template: Template,
    evaluation: Evaluation,
    call: Call,
    may: (scopes: readonly object[]) => boolean,
    source?: CellSource,
  ): ReadText {
    const { compiled, values } = this.prepare(template, evaluation, call, 'text');
    if (!may(compiled.scopes)) throw new Unplanned('not for this actor');
    const statement = statementOf(compiled, values, call);
    const read: CellSource = source ?? ((one) => this.database.firstCell(one));
    return () => read(statement).catch(asUnplanned);
  }

  /** The statement for a call, written when it is first asked for, and the values bound to it. */
  private prepare(
    template: Template,
    evaluation: Evaluation,
    call: Call,
    kind: 'rows' | 'text',
  ): { compiled: Compiled; values: unknown[] } {
    const values = evaluation.values.slice();
    let key = `${kind}|${call.one}|${evaluation.key}|${requestShape(call.args, values)}`;
    if (call.total) key += `|${requestShape(call.total, values)}`;
    const known = this.compiledOf(template);
    let compiled = known.get(key);
    if (!compiled) {
      if (known.size >= PER_TEMPLATE) known.clear();
      known.set(key, (compiled = this.compile(template, evaluation, call, kind)));
    }
    return { compiled, values };
  }

  private compile(
    template: Template,
    evaluation: Evaluation,
    call: Call,
    kind: 'rows' | 'text',
  ): Compiled {
    const counter = { next: 0 };
    const branch = template.branchFor(evaluation, counter);
    const args = marked(call.args, counter) as Args;
    if (template.isPage) branch.placeBy(termsOf(branch.model, call.args.orderBy));
    const total = call.total && marked(call.total, counter);
    const binder = new Binder(this.catalog);
    const scopes: object[] = [];
    const { one } = call;
    const text =
      kind === 'rows'
        ? rootSql(binder, branch, args, { one, total })
        : textSql(binder, branch, args, { one, total, frame: template.frame }, scopes);
    return {
      text,
      name: this.nameOf(text),
      bound: binder,
      Row: branch.Row,
      isFlat: isFlat(branch),
      scopes,
    };
  }

  /** A name to prepare a statement under; undefined once there are too many of them. */
  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known || this.names.size >= NAMED) return known;
    const name = `p${createHash('sha1').update(text).digest('base64url')}`;
    this.names.set(text, name);
    return name;
  }
}

const isFlat = ({ subselects }: Branch): boolean =>
  subselects.every(({ relation, branch }) => !relation.isList && isFlat(branch));

const statementOf = (
  { text, name, bound, isFlat: flat }: Compiled,
  provided: readonly unknown[],
  { one }: Call,
): PlannedStatement => ({
  text,
  values: Binder.values(bound, provided),
  isBrief: one && flat,
  ...(name && { name }),
});

/** A value the column cannot hold, for instance: Prisma knows what to say of it. */
function asUnplanned(error: unknown): never {
  if (error instanceof DatabaseUnavailable) throw error;
  throw new Unplanned('the database refused', { cause: error });
}

const catalogs = new Map<string, Catalog>();

/** Prisma's own copy of the schema, as it was when the client was generated. */
export function catalogOf(prisma: object): Catalog {
  const { inlineSchema } = (prisma as { _engineConfig: { inlineSchema: string } })._engineConfig;
  const catalog = catalogs.get(inlineSchema) ?? readCatalog(inlineSchema);
  catalogs.set(inlineSchema, catalog);
  return catalog;
}
