import type { Row } from './branch.ts';
import type { Model } from './catalog.ts';
import { PLACE, placed } from './place.ts';
import type { Args } from './shape.ts';

/** From this row on, a page that is asked for by number begins where the page before it ended. */
export const DEEP = 1_000;

const LISTS = 200;
const PAGES = 20;
const KEPT_MS = 5 * 60_000;

interface End {
  text: string;
  at: number;
}

/**
 * Where numbered pages ended a short while ago. Counting over all rows before page 8,000 costs more
 * with every page; from the end of the page before it costs the same each time, and rows that come
 * or go meanwhile shift nothing.
 */
export class DeepPages {
  private readonly lists = new Map<string, Map<number, End>>();

  /** The arguments of a numbered page, from the nearest known end before it. */
  shortened(model: Model, args: Args): Args {
    const skip = Number(args.skip ?? 0);
    if (skip < DEEP || !(Number(args.take) > 0) || args.cursor) return args;
    const ends = this.lists.get(keyOf(model, args) ?? '');
    const since = Date.now() - KEPT_MS;
    const [start, end] =
      [...(ends ?? [])]
        .filter(([rows, { at }]) => rows <= skip && at > since)
        .toSorted(([one], [other]) => other - one)[0] ?? [];
    if (start === undefined || !end) return args;
    return placed(model, { ...args, cursor: { [PLACE]: end.text }, skip: skip - start + 1 });
  }

  /** Notes where a page ended; one row more than it shows was read. */
  note(model: Model, args: Args, rows: readonly Row[]): void {
    const [skip, shown] = [Number(args.skip ?? 0), Number(args.take) - 1];
    const last = rows[shown - 1];
    if (!last || rows.length <= shown || skip + shown < DEEP || args.cursor) return;
    const key = keyOf(model, args);
    const text = last[PLACE];
    if (key === null || typeof text !== 'string') return;
    const ends = this.lists.get(key) ?? new Map<number, End>();
    this.lists.delete(key);
    ends.delete(skip + shown);
    ends.set(skip + shown, { text, at: Date.now() });
    this.lists.set(key, ends);
    drop(ends, PAGES);
    drop(this.lists, LISTS);
  }
}

/** Drops what was touched the longest time ago. */
function drop(map: Map<unknown, unknown>, most: number): void {
  if (map.size > most) map.delete(map.keys().next().value);
}

/** Equal for pages of one list in one order; null for values that no text says. */
function keyOf(model: Model, { where, orderBy }: Args): string | null {
  try {
    return `${model.name} ${JSON.stringify([where, orderBy])}`;
  } catch {
    return null;
  }
}
