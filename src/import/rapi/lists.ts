import { type AskCommand, CommandRefused, type Fields, type ReadCommand } from './call.ts';
import { entriesOf, numberOf, entryText, type Entry } from './reply.ts';

/** A command that answers with a list. */
export interface ListCommand {
  command: ReadCommand;
  wrapper: string;
  item?: string;
  /**
   * How the reference has it page: by `page_num` and `limit_num`, with the column in `sort_order`
   * (`column-last`) or in `sort_order_field`; `unpaged` where it names no pages, which are asked for
   * all the same: who does not know them tells everything at once.
   */
  paging: 'column-last' | 'column-first' | 'unpaged';
  /** What is asked for beside. */
  fields?: Fields;
}

/** Entries asked for at once. */
const PAGE = 250;

/** Rounds over a list that changes while it is read, or does not tell all that it counts. */
const ROUNDS = 3;

/** By id, so that what is new comes last. */
const SORTS = {
  'column-last': { sort_order_field: 'ASC', sort_order: 'id' },
  'column-first': { sort_order_field: 'id', sort_order: 'ASC' },
  unpaged: {},
} as const;

/**
 * Reads a list to its end. Rows that slip while others are deleted are caught by another round.
 * @param take is given each page
 * @returns how many entries the source says there are; null where it does not say
 */
export async function readList(
  ask: AskCommand,
  list: ListCommand,
  take: (entries: readonly Entry[]) => Promise<void> | void,
): Promise<number | null> {
  const seen = new Set<string>();
  let total: number | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    total = await readRound(ask, list, seen, take);
    if (total === null || seen.size >= total) break;
  }
  return total;
}

async function readRound(
  ask: AskCommand,
  list: ListCommand,
  seen: Set<string>,
  take: (entries: readonly Entry[]) => Promise<void> | void,
): Promise<number | null> {
  let size = PAGE;
  for (let page = 1; ; page += 1) {
    const reply = await askPage(ask, list, page, size);
    const entries = entriesOf(reply, list.wrapper, list.item);
    const total = reply.totalresults === undefined ? null : numberOf(reply.totalresults);
    const before = seen.size;
    for (const entry of entries) seen.add(keyOf(entry));
    if (entries.length) await take(entries);
    // A source that gives less than was asked for goes on in pages of that size.
    if (page === 1 && (list.paging === 'unpaged' || entries.length < size)) size = entries.length;
    const isWhole = total !== null && (seen.size >= total || page * size >= total);
    const isAgain = seen.size === before && (total === null || list.paging === 'unpaged');
    if (!entries.length || isWhole || isAgain) return total;
  }
}

/** What tells entries apart. */
const keyOf = (entry: Entry): string =>
  entryText(entry.get('id')) || entryText(entry.get('pid')) || JSON.stringify([...entry]);

async function askPage(
  ask: AskCommand,
  { command, fields, paging }: ListCommand,
  at: number,
  size: number,
) {
  const page = { ...fields, page_num: at, limit_num: size };
  try {
    return await ask(command, { ...page, ...SORTS[paging] });
  } catch (error) {
    if (!(error instanceof CommandRefused) || error.isForbidden) throw error;
    if (paging === 'unpaged') return ask(command, fields);
    return ask(command, page);
  }
}
