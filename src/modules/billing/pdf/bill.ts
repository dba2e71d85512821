import { Pen } from './pen.ts';

/** A bill as it is printed: texts only, every amount already written in its currency. */
export interface Bill {
  title: string;
  company: string;
  /** Under its name: its address and tax number. */
  companyLines: string[];
  /** Beside the title: what, and its value. */
  facts: [label: string, value: string][];
  recipient: string[];
  lines: { description: string; quantity: string; price: string; amount: string }[];
  /** Under the lines, the last one in bold. */
  sums: [label: string, amount: string][];
  notes: string;
}

const LEFT = 50;
const WIDTH = 495;
const BOTTOM = 780;
const STEP = 13;
const GREY = '#718096';
/** Where each column begins and how wide it is. */
const columns = {
  description: [LEFT, 265],
  quantity: [LEFT + 270, 45],
  price: [LEFT + 315, 85],
  amount: [LEFT + 400, 95],
} as const;

/** Prints a bill; gives the document's bytes. */
export async function printBill(bill: Bill): Promise<Buffer> {
  const pen = new Pen(bill.title);
  const { document } = pen;
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => void chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.addPage();
  const sheet = new Sheet(pen);
  head(sheet, bill);
  table(sheet, bill);
  sums(sheet, bill);
  sheet.y += STEP;
  for (const line of pen.lines(bill.notes, WIDTH)) sheet.write(line, LEFT, WIDTH);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Where the pen stands; at the end of a page it goes on on the next. */
class Sheet {
  y = 70;
  readonly pen: Pen;

  constructor(pen: Pen) {
    this.pen = pen;
  }

  ensureSpace(lines: number): void {
    if (this.y + lines * STEP <= BOTTOM) return;
    this.pen.document.addPage();
    this.y = 70;
  }

  write(text: string, x: number, width: number, ink = {}): void {
    this.ensureSpace(1);
    this.pen.line(text, x, this.y, width, ink);
    this.y += STEP;
  }

  rule(): void {
    const y = this.y - 9;
    this.pen.document
      .moveTo(LEFT, y)
      .lineTo(LEFT + WIDTH, y)
      .lineWidth(0.5)
      .stroke('#cbd5e0');
  }
}

function head(sheet: Sheet, { title, company, companyLines, facts, recipient }: Bill): void {
  const { pen } = sheet;
  for (const line of pen.lines(company, 240, { size: 13, isBold: true }).slice(0, 3)) {
    pen.line(line, LEFT, sheet.y, 240, { size: 13, isBold: true });
    sheet.y += 18;
  }
  for (const part of companyLines)
    for (const line of pen.lines(part, 240).slice(0, 3)) sheet.write(line, LEFT, 240);
  pen.line(title, LEFT + 250, 70, 245, { size: 16, isBold: true, align: 'right' });
  let y = 92;
  for (const [label, value] of facts) {
    pen.line(label, LEFT + 250, y, 120, { color: GREY, align: 'right' });
    pen.line(value, LEFT + 375, y, 120, { align: 'right' });
    y += STEP;
  }
  sheet.y += STEP;
  for (const part of recipient)
    for (const line of pen.lines(part, 240)) sheet.write(line, LEFT, 240);
  sheet.y = Math.max(sheet.y, y) + 2 * STEP;
}

function table(sheet: Sheet, { lines }: Bill): void {
  const { pen } = sheet;
  const row = (cells: Record<keyof typeof columns, string>, ink = {}) => {
    for (const name of ['quantity', 'price', 'amount'] as const)
      pen.line(cells[name], columns[name][0], sheet.y, columns[name][1], {
        ...ink,
        align: 'right',
      });
    sheet.write(cells.description, ...columns.description, ink);
  };
  const titles = { description: 'Description', quantity: 'Qty', price: 'Price', amount: 'Amount' };
  row(titles, { color: GREY });
  sheet.rule();
  for (const { description, ...cells } of lines) {
    const [first = '', ...rest] = pen.lines(description, columns.description[1]);
    sheet.ensureSpace(Math.min(rest.length + 1, 4));
    row({ description: first, ...cells });
    for (const line of rest) sheet.write(line, ...columns.description);
    sheet.y += 3;
  }
}

function sums(sheet: Sheet, { sums: all }: Bill): void {
  sheet.ensureSpace(all.length + 1);
  sheet.rule();
  for (const [index, [label, amount]] of all.entries()) {
    const isBold = index === all.length - 1;
    sheet.pen.line(label, LEFT + 200, sheet.y, 190, { color: GREY, align: 'right', isBold });
    sheet.write(amount, LEFT + 395, 100, { align: 'right', isBold });
  }
}
