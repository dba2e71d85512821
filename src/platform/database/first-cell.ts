import type pg from 'pg';
import type { Statement } from './client.ts';

/** What `pg` sends for us; its types leave out that every message may stand alone. */
interface Wire {
  stream: pg.Connection['stream'];
  /** The texts of statements prepared on this connection, by name. */
  parsedStatements: Record<string, string>;
  parse(message: { name: string; text: string; types: [] }): void;
  bind(message: { statement: string; values: unknown[] }): void;
  execute(message: { portal: string }): void;
  sync(): void;
}

/**
 * A statement of which only the first cell of the first row is wanted, as the text the server sends.
 * `pg`'s own query asks what the columns are, and makes a row and a result of what comes: for a
 * read that is one cell, that is a good part of its cost.
 */
export class FirstCell implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  /** Called once, with the error or the cell; `pg` puts its time limit around it. */
  callback: (error: Error | null, cell?: string | null) => void;
  private readonly values: unknown[];
  private cell: string | null = null;

  constructor({ name = '', text, values = [] }: Statement, callback: FirstCell['callback']) {
    this.name = name;
    this.text = text;
    this.values = values.map((value) => (value === null ? null : String(value)));
    this.callback = callback;
  }

  submit(connection: pg.Connection): void {
    const { name, text, values } = this;
    const wire = connection as unknown as Wire;
    const isKnown = name !== '' && wire.parsedStatements[name] === text;
    wire.stream.cork();
    if (!isKnown) wire.parse({ name, text, types: [] });
    wire.bind({ statement: name, values });
    wire.execute({ portal: '' });
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.cell ??= fields[0] ?? null;
  }

  handleCommandComplete(): void {
    // The sync that was sent with the statement says when it is done.
  }

  handleReadyForQuery(): void {
    this.callback(null, this.cell);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
