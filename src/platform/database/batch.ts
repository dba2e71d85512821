import pg from 'pg';
import { type Convert, valueReader, textOf } from './column-values.ts';

/** What `pg` sends for us; its types leave out that every message may stand alone. */
interface Wire {
  stream: pg.Connection['stream'];
  /** The texts of statements prepared on this connection, by name. */
  parsedStatements: Record<string, string>;
  parse(message: { name: string; text: string; types: [] }): void;
  close(message: { type: 'S'; name: string }): void;
  describe(message: { type: 'S'; name: string }): void;
  bind(message: { statement: string; values: unknown[] }): void;
  execute(message: { portal: string }): void;
  sync(): void;
}

/** One statement of a transaction, and who waits for it. */
export interface BatchedStatement {
  /** Prepared once per connection under this name; empty for one that is used once. */
  name: string;
  text: string;
  values: readonly unknown[];
  /** @param count the rows it wrote or read @param tag what the server says it did */
  done(rows: object[], count: number, tag: string): void;
  failed(error: Error): void;
  /** Given the text of the first cell, where nothing else is wanted; `done` is not called then. */
  cell?(text: string | null): void;
}

/** The columns of a prepared statement: their names, and what their text stands for. */
interface Columns {
  names: string[];
  converts: Convert[];
}

/** What the server said of the statements prepared on a connection, by their names. */
const described = new WeakMap<Wire, Map<string, Columns>>();

const none: Columns = { names: [], converts: [] };

/**
 * Statements of one transaction, sent in one message and answered in one. When the server refuses
 * one of them, it passes over those behind it, a COMMIT included: they fail with the same error.
 */
export class Batch implements pg.Submittable {
  /** Called at the end, or with an error; `pg` puts its time limit around it. */
  callback: (error: Error | null) => void;
  private readonly statements: readonly BatchedStatement[];
  private readonly known: (Columns | undefined)[] = [];
  private wire: Wire | undefined;
  private at = 0;
  private columns: Columns | undefined;
  private rows: object[] = [];
  private cell: string | null = null;

  constructor(statements: readonly BatchedStatement[]) {
    this.statements = statements;
    this.callback = (error) => {
      const left = this.statements.slice(this.at);
      this.at = this.statements.length;
      if (!left.length) return;
      this.forget(left);
      for (const { failed } of left) failed(error ?? new Error('The server answered too little.'));
    };
  }

  submit(connection: pg.Connection): void {
    const wire = (this.wire = connection as unknown as Wire);
    const columns = columnsOf(wire);
    wire.stream.cork();
    for (const [at, { name, text, values, cell }] of this.statements.entries()) {
      const isPrepared = name !== '' && wire.parsedStatements[name] === text;
      // One that failed when it was run first is still there under its name.
      if (!isPrepared && name) wire.close({ type: 'S', name });
      if (!isPrepared) wire.parse({ name, text, types: [] });
      if (name) wire.parsedStatements[name] = text;
      const known = cell ? none : isPrepared ? columns.get(name) : undefined;
      if (!known) wire.describe({ type: 'S', name });
      this.known[at] = known;
      wire.bind({ statement: name, values: values.map(textOf) });
      wire.execute({ portal: '' });
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.columns = {
      names: fields.map(({ name }) => name),
      converts: fields.map(({ dataTypeID }) => valueReader(dataTypeID)),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.statements[this.at]!.cell) {
      this.cell ??= fields[0] ?? null;
      return;
    }
    const { names, converts } = this.columns ?? this.known[this.at] ?? none;
    const row: Record<string, unknown> = {};
    for (const [at, text] of fields.entries())
      row[names[at]!] = text === null ? null : converts[at]!(text);
    this.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name, done, cell } = this.statements[this.at]!;
    if (cell) {
      const found = this.cell;
      this.cell = null;
      this.at += 1;
      return cell(found);
    }
    if (name && !this.known[this.at]) columnsOf(this.wire!).set(name, this.columns ?? none);
    const { rows } = this;
    this.rows = [];
    this.columns = undefined;
    this.at += 1;
    done(rows, countIn(text), text);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  /** What was to be prepared from the refused statement on may not have been. */
  private forget(left: readonly BatchedStatement[]): void {
    if (!this.wire) return;
    for (const { name } of left)
      if (name && !columnsOf(this.wire).has(name)) delete this.wire.parsedStatements[name];
  }
}

/** `INSERT 0 5` is five; `COMMIT` is none. */
const countIn = (tag: string) => Number(tag.slice(tag.lastIndexOf(' ') + 1)) || 0;

function columnsOf(wire: Wire): Map<string, Columns> {
  let known = described.get(wire);
  if (!known) described.set(wire, (known = new Map()));
  return known;
}
