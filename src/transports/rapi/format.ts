import { decodeId } from '#core/ids.ts';
import { asFormatted, asText, exact, type Amount, type CurrencyFormat } from '#core/money.ts';
import { exponentOf } from '#core/currency-exponents.ts';
import { formatDateTime, ZERO_DATE_TIME, ZERO_DAY } from '#core/dates.ts';
import { escapeHtml } from '#core/text.ts';

/** An amount as the graph gives it. */
export interface ReplyMoney {
  amount: Amount;
  currency: string;
}

type Maybe<T> = T | null | undefined;

/** An id as text, `"7"`; no id is `"0"`. */
export function idText(id: Maybe<number | string>): string {
  return id === null || id === undefined ? '0' : String(id);
}

/** The number inside a global id, as text: `"7"` of `Order:7`. */
export const keyText = (globalId: string): string => decodeId(globalId).id;

/** An id or count as an integer; none is 0. */
export function int(value: Maybe<number>): number {
  return value ?? 0;
}

/** Text; none is `""`, never null. */
export function textOrBlank(value: Maybe<string>): string {
  return value ?? '';
}

/** Ids as `"3,9,11"`; `""` for none. */
export function idList(ids: readonly (number | string)[]): string {
  return ids.join(',');
}

/** Money as `"15.95"`, with the decimals of its currency; none is `"0.00"`. */
export function money(value: Maybe<ReplyMoney>): string {
  return value ? asText(value.amount, value.currency) : '0.00';
}

/** Money as `"$15.95 USD"`. */
export function formattedMoney(amount: Amount, currency: CurrencyFormat): string {
  return asFormatted(amount, currency);
}

/** A tax rate or other decimal with a fixed number of places: three for tax, five for exchange. */
export function rate(value: Amount, places: number): string {
  return exact(value).toFixed(places);
}

/** A number as it is stored, with at least so many places: `0.333`, `1000.00`. */
export function exactly(value: Amount, least: number): string {
  const number = exact(value);
  return number.toFixed(Math.max(least, number.decimalPlaces()));
}

/** The price of one: with the decimals of its currency, and more where it has them. */
export const unitPrice = ({ amount, currency }: ReplyMoney): string =>
  exactly(amount, exponentOf(currency));

/** A date as `YYYY-MM-DD`; none is the zero date. Takes date text, time text or a Date. */
export function dateText(value: Maybe<Date | string>): string {
  if (!value) return ZERO_DAY;
  return typeof value === 'string' ? value.slice(0, 10) : formatDateTime(value).slice(0, 10);
}

/** A time as `YYYY-MM-DD HH:MM:SS` in UTC; none is the zero time. Takes ISO text or a Date. */
export function dateTimeText(value: Maybe<Date | string>): string {
  return value ? formatDateTime(new Date(value)) : ZERO_DATE_TIME;
}

/** `"on"` or `""`. */
export function onOrEmpty(value: Maybe<boolean>): 'on' | '' {
  return value ? 'on' : '';
}

/** `"true"` or `"false"`. */
export function trueOrFalse(value: Maybe<boolean>): 'true' | 'false' {
  return value ? 'true' : 'false';
}

/** `1` or `0`. */
export function oneOrZero(value: Maybe<boolean>): 1 | 0 {
  return value ? 1 : 0;
}

/** `"1"` or `"0"`. */
export function oneOrZeroText(value: Maybe<boolean>): '1' | '0' {
  return value ? '1' : '0';
}

/** Plain text as HTML: escaped, line breaks as `<br />`. */
export function html(value: Maybe<string>): string {
  return escapeHtml(value ?? '').replace(/\r\n|\r|\n/g, '<br />\n');
}

/** `SEMI_ANNUALLY` as `Semi Annually`: the words of an enum value. */
export function enumWords(value: string): string {
  return value
    .toLowerCase()
    .split('_')
    .map((param) => param.charAt(0).toUpperCase() + param.slice(1))
    .join(' ');
}

/** A page of things, ready to be spelled as a list. */
export interface ReplyPage<T> {
  total: number;
  /** Zero-based index of the first item: (page_num - 1) × limit_num. */
  start: number;
  items: readonly T[];
}

/** The counts every list begins with. */
export function counts(page: ReplyPage<unknown>) {
  return { totalresults: page.total, startnumber: page.start, numreturned: page.items.length };
}

/** The same counts as texts, which some older commands give. */
export function countTexts(page: ReplyPage<unknown>) {
  return {
    totalresults: String(page.total),
    startnumber: String(page.start),
    numreturned: String(page.items.length),
  };
}

/** `{ clients: { client: [ … ] } }`: the wrapper is there for an empty list too. */
export function wrapped<Plural extends string, Singular extends string, T>(
  plural: Plural,
  singular: Singular,
  items: readonly T[],
) {
  const inner = { [singular]: items } as Record<Singular, readonly T[]>;
  return { [plural]: inner } as Record<Plural, typeof inner>;
}

/** A whole list: `{ totalresults, startnumber, numreturned, clients: { client: [ … ] } }`. */
export function listReply<Plural extends string, Singular extends string, T>(
  plural: Plural,
  singular: Singular,
  page: ReplyPage<T>,
) {
  return { ...counts(page), ...wrapped(plural, singular, page.items) };
}

/** A list without the inner key: `{ totalresults, startnumber, numreturned, users: [ … ] }`. */
export function flatList<Plural extends string, T>(plural: Plural, page: ReplyPage<T>) {
  return { ...counts(page), ...({ [plural]: page.items } as Record<Plural, readonly T[]>) };
}
