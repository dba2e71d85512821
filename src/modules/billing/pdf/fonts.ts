import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { unpackWoff } from './woff.ts';

/** A font, and whether it has a letter. */
export interface Face {
  name: 'regular' | 'bold' | 'everything';
  bytes: Buffer;
  has(codePoint: number): boolean;
}

const files: Record<Face['name'], string> = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  // Called latin, it holds every letter of the Basic Multilingual Plane, each as a small grid.
  everything: '@fontsource/unifont/files/unifont-latin-400-normal.woff',
};

const opened = new Map<Face['name'], Face>();

function open(name: Face['name']): Face {
  const known = opened.get(name);
  if (known) return known;
  const file = readFileSync(createRequire(import.meta.url).resolve(files[name]));
  const bytes = files[name].endsWith('.woff') ? unpackWoff(file) : file;
  const font = fontIn(bytes);
  const face = { name, bytes, has: (point: number) => font.hasGlyphForCodePoint(point) };
  opened.set(name, face);
  return face;
}

interface Opened {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** The font as the document library itself has read it; its types do not tell of it. */
const fontIn = (bytes: Buffer): Opened =>
  (new PDFDocument({ autoFirstPage: false }).font(bytes) as unknown as { _font: { font: Opened } })
    ._font.font;

/** A stretch of text in one font. */
export interface Stretch {
  face: Face;
  text: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Joiners and selectors say how a letter looks and have no shape of their own. */
const shapeless = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;

/** Whatever has no letter in any font is shown as the sign for an unknown one. */
const UNKNOWN = '\uFFFD';

/** Splits a text by the first font that has all of each letter: the fine one, else the whole one. */
export function stretches(text: string, isBold: boolean): Stretch[] {
  const found: Stretch[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const { face, email } = faceFor(segment, isBold);
    const last = found.at(-1);
    if (last?.face === face) last.text += email;
    else found.push({ face, text: email });
  }
  return found;
}

function faceFor(email: string, isBold: boolean): { face: Face; email: string } {
  const shapes = [...email].filter((character) => !shapeless.test(character));
  const points = shapes.map((character) => character.codePointAt(0)!);
  const names: Face['name'][] = isBold
    ? ['bold', 'regular', 'everything']
    : ['regular', 'everything'];
  for (const name of names) {
    const face = open(name);
    if (points.every((point) => face.has(point))) return { face, email: shapes.join('') };
  }
  return { face: open('regular'), email: UNKNOWN };
}
