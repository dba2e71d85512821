import type { Connection } from '#platform/database/client.ts';
import type { Installation } from '#import/source/whmcs.ts';
import type { SourceApi } from '#import/source/api.ts';
import type { SourceRow } from '#import/source/source.ts';

/** A row on its way, and what is known of those before it. */
export interface Look {
  id: number;
  installation: Installation;
  /** Says that something of the row is not taken over as it was found. */
  note(field: string, reason: string): void;
  /** Whether a row of another noun came along. */
  has(noun: string, id: number): boolean;
  /** The row here that has this text in `table.column`; null for none. */
  idOf(place: string, text: string): number | null;
  /** Takes a value that exists once for this row; false where an earlier row has it. */
  claim(column: string, value: string): boolean;
}

/** How a column here comes about. */
export interface ColumnMap {
  /** The columns at the source it is made of. */
  reads: readonly string[];
  /** The noun it points at, whose rows have come by then. */
  refers?: string;
  /** `table.column` here in which it looks up a text. */
  looksUp?: string;
  /** Its values exist once. */
  isUnique?: boolean;
  value(row: SourceRow, look: Look): unknown;
}

/** A row as it is written here: by its columns' names in the table. */
export type TargetRow = Readonly<Record<string, unknown>>;

/** A column here that is encrypted, of what the source shows by its API alone. */
export interface SecretColumn {
  /** The columns at the source that hold it, encrypted, or say whose it is. */
  reads: readonly [string, ...string[]];
  /** Asks for its plain text; null where there is none. */
  ask(row: SourceRow, api: SourceApi): Promise<string | null>;
  purpose: string;
  context(id: number): string;
}

/** A kind of rows that is moved: where it is read, and what becomes of each row. */
export interface Noun {
  /** What people call it. */
  name: string;
  /** The table at the source. */
  table: string;
  /** A query in place of the table, where its rows are not those of the table. */
  query?: string;
  /** Tables joined to `t`, and what is read of them. */
  join?: string;
  joined?: Readonly<Record<string, string>>;
  /** The table here. */
  target: string;
  /** Columns here by name: a row at the source is a row here, with its id. */
  columns?: Readonly<Record<string, ColumnMap>>;
  /** Columns here that are encrypted, by name. They come where the API of the source is given. */
  secrets?: Readonly<Record<string, SecretColumn>>;
  /** For a row that becomes several here, or none. */
  spread?: {
    reads: readonly string[];
    refers?: readonly string[];
    rows(row: SourceRow, look: Look): TargetRow[];
  };
  /** What tells rows here apart. Default: id. */
  key?: readonly string[];
  /** What is added to its ids here. Default: 0. */
  offset?: number;
  /** It adds to rows that another noun has brought. */
  isUpdate?: boolean;
  /** Its rows stay here when they are deleted at the source; they go with what they belong to. */
  isKept?: boolean;
  /** A flag that one row of each owner has, at most: it goes from the others before it comes. */
  single?: { flag: string; of: string };
  /** Writes rows that cannot be written like others. @returns how many were written */
  write?(connection: Connection, rows: readonly TargetRow[]): Promise<number>;
  /** Columns at the source that stay behind, and why. */
  left?: Readonly<Record<string, string>>;
  /** Whether this installation has it. Default: where it has the table. */
  isThere?(installation: Installation): boolean;
}

/** The row cannot come, since something that it needs is missing. */
export class LeftOut extends Error {}

/** A noun as it is declared. */
export const noun = (declared: Noun): Noun => declared;
