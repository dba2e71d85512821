import PDFDocument from 'pdfkit';
import type { Face } from './fonts.ts';
import { inVisualOrder, type Piece } from './visual-order.ts';

/** How a text is written. */
export interface Ink {
  size?: number;
  isBold?: boolean;
  color?: string;
  align?: 'left' | 'right';
}

/** Writes lines of any script on the pages of a document. */
export class Pen {
  readonly #document: PDFKit.PDFDocument;
  readonly #known = new Set<Face['name']>();

  constructor(title: string) {
    const info = { Title: title };
    this.#document = new PDFDocument({ size: 'A4', margin: 0, info, autoFirstPage: false });
  }

  get document(): PDFKit.PDFDocument {
    return this.#document;
  }

  /** Breaks a text into lines that fit, between words where there are any. */
  lines(text: string, width: number, ink: Ink = {}): string[] {
    return text.split(/\r?\n/).flatMap((paragraph) => this.#fit(paragraph, width, ink));
  }

  /** Writes one line into a box and clips nothing: it must fit. */
  line(text: string, x: number, y: number, width: number, ink: Ink = {}): void {
    const pieces = inVisualOrder(text, ink.isBold ?? false);
    const total = pieces.reduce((sum, piece) => sum + this.#width(piece, ink), 0);
    let at = ink.align === 'right' ? x + width - total : x;
    this.#document.fillColor(ink.color ?? '#1a202c');
    for (const piece of pieces) {
      const wide = this.#width(piece, ink);
      this.#document.text(piece.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += wide;
    }
  }

  #width({ face, text }: Piece, { size = 9 }: Ink): number {
    if (!this.#known.has(face.name)) this.#document.registerFont(face.name, face.bytes);
    this.#known.add(face.name);
    this.#document.font(face.name).fontSize(size);
    return this.#document.widthOfString(text);
  }

  #fit(paragraph: string, width: number, ink: Ink): string[] {
    const fits = (line: string) =>
      inVisualOrder(line, ink.isBold ?? false).reduce(
        (sum, piece) => sum + this.#width(piece, ink),
        0,
      ) <= width;
    const done: string[] = [];
    let line = '';
    for (const param of paragraph.split(/(?<=\s)/)) {
      if (fits(line + param.trimEnd())) {
        line += param;
        continue;
      }
      if (line) done.push(line.trimEnd());
      line = '';
      // A word longer than the line, or a script that is written without spaces.
      for (const character of param)
        if (fits(line + character)) line += character;
        else {
          done.push(line);
          line = character;
        }
    }
    return [...done, line.trimEnd()];
  }
}
