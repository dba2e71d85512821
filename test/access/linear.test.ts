import { expect, it } from 'vitest';
import { inputOf, type Parser, parsers } from './hostile.ts';

/** What sixteen times as much may cost: a parser that takes the square needs 256 times as long. */
const WIDE = 64;
/**
 * What the garbage of a million matches may cost besides, also on a busy machine. A square is far
 * above it: 64 KB of one are two thousand million steps.
 */
const ROOM_MS = 400;
/** No input is so large that reading it may take longer. */
const LONGEST_MS = 1_500;

/** The least of some runs, in milliseconds; an input may be refused, in whatever way. */
async function leastOf(read: Parser['read'], input: string, runs: number): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < runs && best > 1; run += 1) {
    const started = performance.now();
    try {
      await read(input);
    } catch {
      // Refusing may take no longer than reading.
    }
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** How a shape fails to grow evenly, from small to the largest that is let in; null for not. */
async function excess({ bytes, read }: Parser, shape: Parser['shapes'][number]) {
  const taken: number[] = [];
  for (const [at, size] of [bytes / 64, bytes / 16, bytes / 4, bytes].entries()) {
    const input = inputOf(shape, size);
    const most = Math.min(LONGEST_MS, WIDE * (taken[at - 2] ?? Infinity) + ROOM_MS);
    let least = await leastOf(read, input, at < 2 ? 3 : 1);
    // Another process may have had the processor: only what is slow each time is slow.
    for (let turn = 0; turn < 4 && least > most; turn += 1)
      least = Math.min(least, await leastOf(read, input, 1));
    taken.push(least);
    if (least > most) return `${taken.map((ms) => ms.toFixed(1)).join(', ')} ms`;
  }
  return null;
}

it.each(Object.entries(parsers))(
  'reads twice as much in about twice the time: %s (F17)',
  async (_name, parser) => {
    const slow: unknown[] = [];
    for (const shape of parser.shapes) {
      const found = await excess(parser, shape);
      if (found) slow.push([shape, found]);
    }
    expect(slow).toEqual([]);
  },
  60_000,
);
