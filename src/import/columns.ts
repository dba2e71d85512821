import { parseDay } from '#core/dates.ts';
import { composed } from '#core/text.ts';
import { type ColumnMap, LeftOut, type Look } from './noun.ts';
import type { SourceCell, SourceRow } from './source/source.ts';
import { repaired, unescaped, withoutNul } from './source/text.ts';
import { NO_CURRENCY } from './source/whmcs.ts';

/** What a table of nouns says of a column: the words in which `nouns/` is written. */

/** A value made of some columns. */
export const made = (
  reads: readonly string[],
  value: ColumnMap['value'],
  more: Pick<ColumnMap, 'refers' | 'looksUp'> = {},
): ColumnMap => ({ reads, value, ...more });

/** The same for every row. */
export const always = (value: unknown): ColumnMap => ({ reads: [], value: () => value });

/** Text that people wrote, of whatever encoding. */
export function plain(row: SourceRow, field: string, look: Look): string {
  return unescaped(asIs(row, field, look));
}

function asIs(row: SourceRow, field: string, look: Look): string {
  const found = withoutNul(String(row[field] ?? ''));
  const better = repaired(found);
  if (better !== null) look.note(field, 'Latin-1 in UTF-8: the text was repaired');
  return composed(better ?? found);
}

export const text = (field: string): ColumnMap =>
  made([field], (row, look) => plain(row, field, look).trim());

/** Text whose entities are its own: HTML, templates. */
export const html = (field: string): ColumnMap =>
  made([field], (row, look) => asIs(row, field, look));

export const int = (field: string): ColumnMap =>
  made([field], (row) => Number(row[field] ?? 0) || 0);

/** `1`, `on`, `yes`. */
export const isOn = (cell: SourceCell | undefined): boolean =>
  /^(1|on|yes|true)$/i.test(String(cell ?? ''));

export const flag = (field: string): ColumnMap => made([field], (row) => isOn(row[field]));

/** The flag of what is said the other way round here. */
export const unless = (field: string): ColumnMap => made([field], (row) => !isOn(row[field]));

/** An amount, exactly as it stands. */
export const money = (field: string): ColumnMap => made([field], (row) => String(row[field] ?? 0));

/** A day, or null: for none, and with a note for one that does not exist. */
export function dayOf(row: SourceRow, field: string, look: Look): string | null {
  const found = String(row[field] ?? '').slice(0, 10);
  const day = parseDay(found) ?? null;
  if (day === null && found && found !== '0000-00-00') look.note(field, 'no such day: left empty');
  return day;
}

export const day = (field: string): ColumnMap =>
  made([field], (row, look) => dayOf(row, field, look));

/** The first of the columns that has a day; a row without any is left out. */
export const firstDay = (...fields: string[]): ColumnMap =>
  made(fields, (row, look) => {
    for (const field of fields) {
      const found = dayOf(row, field, look);
      if (found === null) continue;
      if (field !== fields[0]) look.note(fields[0]!, `zero date: the day is that of ${field}`);
      return found;
    }
    look.note(fields[0]!, 'zero date: 1970-01-01 instead');
    return '1970-01-01';
  });

/** A time of the company's clocks, which the session reads in the time zone that was named. */
export function timeOf(row: SourceRow, field: string, look: Look): string | null {
  const date = dayOf(row, field, look);
  if (date === null) return null;
  const rest = String(row[field]).slice(11, 19);
  return `${date} ${/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(rest) ? rest : '00:00:00'}`;
}

export const time = (field: string): ColumnMap =>
  made([field], (row, look) => timeOf(row, field, look));

/** The first of the columns that has a time. */
export const firstTime = (...fields: string[]): ColumnMap =>
  made(
    fields,
    (row, look) =>
      fields.map((field) => timeOf(row, field, look)).find((found) => found !== null) ??
      '1970-01-01 00:00:00',
  );

/** A row of another noun; null for none, and with a note where it is gone. */
export const ref = (noun: string, field: string): ColumnMap =>
  made(
    [field],
    (row, look) => {
      const id = Number(row[field] ?? 0);
      if (!(id > 0)) return null;
      if (look.has(noun, id)) return id;
      look.note(field, `points at ${noun} that are gone: left empty`);
      return null;
    },
    { refers: noun },
  );

/** A row of another noun without which this one cannot be. */
export const owner = (noun: string, field: string): ColumnMap =>
  made([field], (row, look) => needed(noun, Number(row[field] ?? 0), look), { refers: noun });

/** @throws LeftOut where that row did not come */
export function needed(noun: string, id: number, look: Look): number {
  if (look.has(noun, id)) return id;
  throw new LeftOut(`its row of ${noun} is gone`);
}

/** The number of a row without which this one cannot be. @throws LeftOut where there is none */
export function found(noun: string, id: number | null): number {
  if (id !== null) return id;
  throw new LeftOut(`its row of ${noun} is gone`);
}

/** One of the words the source has for it. */
export const oneOf = (
  field: string,
  words: Readonly<Record<string, string>>,
  other: string,
): ColumnMap =>
  made([field], (row, look) => {
    const found = String(row[field] ?? '');
    const word = words[found] ?? words[found.toLowerCase()];
    if (word === undefined) look.note(field, `unknown: ${other} instead`);
    return word ?? other;
  });

/** The code of a currency by its id; the base currency for none. */
export function currencyOf(row: SourceRow, field: string, look: Look): string {
  const { currencies, baseCurrency } = look.installation;
  const id = Number(row[field] ?? 0);
  return id > 0 ? (currencies.get(id) ?? NO_CURRENCY) : baseCurrency;
}

/** A currency of the row itself; its own code for one that was removed. */
export const currency = (field: string): ColumnMap =>
  made([field], (row, look) => {
    const code = currencyOf(row, field, look);
    if (code === NO_CURRENCY) look.note(field, `currency was removed: ${NO_CURRENCY} instead`);
    return code;
  });

/** The currency of the client that a row belongs to, of whom it is said once. */
export const clientCurrency: ColumnMap = made(['client_currency'], (row, look) =>
  currencyOf(row, 'client_currency', look),
);

/** A row here by a text of its own; null for none. */
export const named = (field: string, place: string, words: (text: string) => string): ColumnMap =>
  made([field], (row, look) => look.idOf(place, words(String(row[field] ?? ''))), {
    looksUp: place,
  });

/** Parts of a text, without empty ones. */
export const parts = (field: string, separator: RegExp): ColumnMap =>
  made([field], (row, look) =>
    plain(row, field, look)
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** A payment gateway by its name; null for one that is gone. */
export const gateway = (field: string): ColumnMap =>
  made([field], (row, look) => look.installation.gateways.get(String(row[field] ?? '')) ?? null);

/** A text that exists once: later rows with the same get another one, or none. */
export const once = (
  field: string,
  read: (row: SourceRow, look: Look) => string | null,
  column: string,
  instead: (look: Look) => string | null,
): ColumnMap => ({
  reads: [field],
  isUnique: true,
  value: (row, look) => {
    const found = read(row, look);
    if (found === null || look.claim(column, found)) return found;
    const other = instead(look);
    look.note(field, `an earlier row has the same: ${other === null ? 'left empty' : 'replaced'}`);
    return other;
  },
});
