import pg from 'pg';
import type { Statement } from './client.ts';

/** What `pg` sends for us; its types leave out that every message may stand alone. */
interface Wire {
  stream: pg.Connection['stream'];
  /** The texts of statements prepared on this connection, by name. */
  parsedStatements: Record<string, string>;
  close(message: { type: 'S'; name: string }): void;
  parse(message: { name: string; text: string; types: [] }): void;
  bind(message: { statement: string; values: unknown[] }): void;
  execute(message: { portal: string }): void;
  sync(): void;
}

/** A statement of which only the first cell of the first row is wanted, and who waits for it. */
export interface CellRequest {
  statement: Statement;
  done(error: Error | null, cell?: string | null): void;
}

/**
 * Reads of one cell each, sent in one message and answered in one: `pg`'s own query would ask what
 * the columns are, make a row and a result of what comes, and take a round trip for each.
 */
export class Cells implements pg.Submittable {
  /** Called at the end, or with an error; `pg` puts its time limit around it. */
  callback: (error: Error | null) => void;
  /** What the message asks for, in its order. */
  readonly requested: readonly CellRequest[];
  /** Names of statements that this message has prepared, by their place. */
  private readonly prepared = new Map<number, string>();
  private wire: Wire | undefined;
  private at = 0;
  private cell: string | null = null;

  /** @param left is given those the server did not come to, after one it refused. */
  constructor(
    requested: readonly CellRequest[],
    finished: (error: Error | null, left: readonly CellRequest[]) => void,
  ) {
    this.requested = requested;
    this.callback = (error) => {
      const left = this.requested.slice(this.at + (isDatabaseError(error) ? 1 : 0));
      if (error) this.forget();
      if (isDatabaseError(error)) this.requested[this.at]?.done(error);
      finished(error, left);
    };
  }

  submit(connection: pg.Connection): void {
    const wire = (this.wire = connection as unknown as Wire);
    wire.stream.cork();
    for (const [at, { statement }] of this.requested.entries()) {
      const { name = '', text, values = [] } = statement;
      if (name === '' || wire.parsedStatements[name] !== text) {
        // One that failed when it was run first is still there under its name.
        if (name) wire.close({ type: 'S', name });
        wire.parse({ name, text, types: [] });
        if (name) {
          wire.parsedStatements[name] = text;
          this.prepared.set(at, name);
        }
      }
      wire.bind({ statement: name, values: values.map(textOf) });
      wire.execute({ portal: '' });
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.cell ??= fields[0] ?? null;
  }

  handleCommandComplete(): void {
    this.requested[this.at]!.done(null, this.cell);
    this.cell = null;
    this.at += 1;
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  /** What was to be prepared from the refused statement on may not have been. */
  private forget(): void {
    for (const [at, name] of this.prepared)
      if (at >= this.at) delete this.wire?.parsedStatements[name];
  }
}

/** The server did not want one statement; its connection is as good as it was. */
export const isDatabaseError = (error: Error | null): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));
