import type { Actor } from '#core/actor.ts';
import { decodeId } from '#core/ids.ts';
import type { RowsPart } from '#schema/first-rows.ts';
import { standsWithoutSpaces } from '#core/text.ts';
import { wordsOf } from '#schema/lists/list.ts';
import type { Any, Kind, Start } from './kinds.ts';

/** How a row was found, best first. */
export const matches = ['EXACT', 'START', 'PART'] as const;
export type Match = (typeof matches)[number];

/** What is looked for. */
export interface Search {
  text: string;
  kinds: readonly Kind[];
}

/** A part of the results: rows of one kind that are found in one way, in one order. */
export interface SearchPart {
  kind: Kind;
  match: Match;
  /** Which of the columns begins so; 0 for the other ways. */
  column: number;
  rows: RowsPart;
}

/** The fewest letters of a word that is searched for within others: an index is of no help with fewer. */
const FEWEST = 3;

/** The same of scripts whose words are short, and stand without spaces between them. */
const FEWEST_WITHOUT_SPACES = 2;

/** Whether parts of words are searched for at all. */
export const hasParts = (text: string): boolean =>
  wordsOf(text).some((word) => {
    const fewest = standsWithoutSpaces(word) ? FEWEST_WITHOUT_SPACES : FEWEST;
    return [...word].length >= fewest;
  });

export const orOf = ([first, ...more]: Any) => ({ OR: [first, ...more] });

/** What the whole text names. */
export const exactWhere = ({ exact }: Kind, text: string) => {
  const words = wordsOf(text);
  return orOf(exact(words.join(' '), words));
};

/** What the parts that are tried first find. */
export const foundFirst = (kind: Kind, text: string) => {
  const starts = { AND: wordsOf(text).map((word) => orOf(kind.start(word))) };
  return { OR: [exactWhere(kind, text), starts] };
};

/** The parts of a search that are tried first. */
export const firstParts = ({ text, kinds }: Search, actor: Actor): SearchPart[] => [
  ...kinds.map((kind): SearchPart => {
    const where = { AND: [kind.visible(actor), exactWhere(kind, text)] };
    return { kind, match: 'EXACT', column: 0, rows: { model: kind.type, where } };
  }),
  ...kinds.flatMap((kind) => startParts(kind, text, actor)),
];

/** A part for each column, so that an index gives the first rows: the longest word begins it. */
function startParts(kind: Kind, text: string, actor: Actor): SearchPart[] {
  const words = wordsOf(text);
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
  const others = words.filter((word) => word !== longest).map((word) => orOf(kind.start(word)));
  const columns = kind.start(longest);
  return columns.map((start, column) => ({
    kind,
    match: 'START',
    column,
    rows: {
      model: kind.type,
      where: { AND: [kind.visible(actor), ...others] },
      except: { OR: [exactWhere(kind, text), ...columns.slice(0, column)] },
      by: orderOf(start),
    },
  }));
}

function orderOf(start: Start): RowsPart['by'] {
  const [column, { startsWith, mode }] = Object.entries(start)[0]!;
  const isInsensitive = mode === 'insensitive';
  return { column, isInsensitive, startsWith };
}

/**
 * The parts that follow: what holds each word anywhere, and was not found before.
 * @param known the global ids of all that was found before, where that is known
 */
export const lastParts = (
  { text, kinds }: Search,
  actor: Actor,
  known: readonly string[] | null,
): SearchPart[] =>
  kinds.map((kind) => {
    const words = wordsOf(text).map((word) => orOf(kind.part(word)));
    const where = { AND: [kind.visible(actor), ...words] };
    const except = known ? exceptThese(kind, known) : { except: foundFirst(kind, text) };
    const rows = { model: kind.type, where, ...except, isSifted: true } as const;
    return { kind, match: 'PART', column: 0, rows };
  });

/** Leaves out rows by their ids: the conditions that found them take longer to plan. */
function exceptThese({ type }: Kind, known: readonly string[]): Pick<RowsPart, 'except'> {
  const ids = known
    .map((id) => decodeId(id))
    .filter(({ typename }) => typename === type)
    .map(({ id }) => Number(id));
  return ids.length ? { except: { id: { in: ids } } } : {};
}
