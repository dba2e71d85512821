/** A statement of the planner's own. */
export interface PlannedStatement {
  text: string;
  /** Bound, never written into the text. */
  values: unknown[];
  /** Prepared once per connection under this name; without one it is not kept. */
  name?: string;
  /** It is done at once, one row by its key for instance, and may share its round trip with others. */
  isBrief?: boolean;
  /** Rows as arrays instead of objects. */
  rowMode?: 'array';
}

/** Runs one statement and gives the text of its first row's first cell; null where there is none. */
export type CellSource = (statement: PlannedStatement) => Promise<string | null>;

/** What the planner asks of an open database: the client of whatever data model, and a way past it. */
export interface PlannedDatabase<Client extends object = object> {
  prisma: Client;
  /** Runs one statement and gives its rows. @throws DatabaseUnavailable */
  query<Row>(statement: PlannedStatement): Promise<Row[]>;
  firstCell: CellSource;
  /** Has calls of models inside transactions written by a planner, where that is of use. */
  planCalls?(writer: CallWriter): void;
}

/** A call of a model's method as a statement. */
export interface WrittenCall {
  text: string;
  values: readonly unknown[];
  /** What the call comes to; undefined where it is left to Prisma. */
  resultOf(rows: object[], count: number): unknown;
}

/** Writes a call of a model's method as a statement; null where that is left to Prisma. */
export type CallWriter = (
  model: string,
  method: string,
  args: Record<string, unknown> | undefined,
) => WrittenCall | null;
