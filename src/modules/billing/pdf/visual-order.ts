import bidiFactory from 'bidi-js';
import { type Face, stretches } from './fonts.ts';

/** A piece of a line as it stands on paper: its letters in the order they are read. */
export interface Piece {
  face: Face;
  text: string;
}

interface Bidi {
  getEmbeddingLevels(text: string, base: 'ltr' | 'rtl'): { levels: Uint8Array };
  getMirroredCharactersMap(
    text: string,
    levels: Uint8Array,
    start: number,
    end: number,
  ): Map<number, string>;
  getBidiCharTypeName(character: string): string;
}

// The package's own types leave out that it is a function.
const bidi = (bidiFactory as unknown as () => Bidi)();
const isRightToLeft = (email: string) => /^(R|AL)$/.test(bidi.getBidiCharTypeName(email));
const strong = /[\p{L}\p{M}]/u;

/** A line's pieces from left to right, whichever way its scripts run. */
export function inVisualOrder(line: string, isBold: boolean): Piece[] {
  // Its first letter says which way a line runs; a currency sign before it does not.
  const email = /\p{L}/u.exec(line)?.[0] ?? 'a';
  const { levels } = bidi.getEmbeddingLevels(line, isRightToLeft(email) ? 'rtl' : 'ltr');
  const pieces = levelRuns(line, levels).flatMap(({ from, to, level }) => {
    if (level % 2 === 0) return plain(line.slice(from, to), level, isBold);
    const mirrored = bidi.getMirroredCharactersMap(line, levels, from, to - 1);
    const text = line.slice(from, to).split('');
    const turned = text.map((character, index) => mirrored.get(from + index) ?? character).join('');
    // Words apart: within one the font turns the letters round, among them we do.
    return turned
      .split(/(\s+)/)
      .filter(Boolean)
      .flatMap((param) => plain(strong.test(param) ? param : reversed(param), level, isBold));
  });
  return reordered(pieces);
}

interface Levelled extends Piece {
  level: number;
}

const plain = (text: string, level: number, isBold: boolean): Levelled[] =>
  stretches(text, isBold).map((stretch) => ({ ...stretch, level }));

const reversed = (text: string) => [...text].toReversed().join('');

function levelRuns(line: string, levels: Uint8Array) {
  const runs: { from: number; to: number; level: number }[] = [];
  for (let index = 0; index < line.length; index += 1) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.to = index + 1;
    else runs.push({ from: index, to: index + 1, level });
  }
  return runs;
}

/** Rule L2 of the bidirectional algorithm: from the deepest level up, what is as deep turns round. */
function reordered(pieces: Levelled[]): Piece[] {
  const row = [...pieces];
  for (let level = Math.max(0, ...row.map((piece) => piece.level)); level >= 1; level -= 1)
    for (let from = 0; from < row.length; from += 1) {
      let to = from;
      while (to < row.length && row[to]!.level >= level) to += 1;
      if (to === from) continue;
      row.splice(from, to - from, ...row.slice(from, to).toReversed());
      from = to;
    }
  return row;
}
