import { inflateSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { stretches } from '#modules/billing/pdf/fonts.ts';
import { inVisualOrder } from '#modules/billing/pdf/visual-order.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';
import { CREATE } from './books.ts';

let gateway: Gateway;
let id: number;
let url: string;
const words = ['₹ € ﷼ ₽', '漢字 株式会社', 'שלום עולם', 'مرحبا بالعالم', 'Ελλάδα Россия हिन्दी ไทย'];
beforeAll(async () => {
  gateway = await openGateway();
  const lines = words.map((description) => ({ description, unitPrice: '15.95' }));
  const input = { clientId: `Client:${gateway.carol}`, status: 'UNPAID', lines };
  const { createInvoice } = await gateway.data(CREATE, { input });
  id = createInvoice.invoice.databaseId;
  const { invoice } = await gateway.data('query ($id: ID!) { invoice(id: $id) { pdf } }', {
    id: createInvoice.invoice.id,
  });
  url = gateway.url + new URL(invoice.pdf).pathname;
});

const get = (as: Who | null, at = url) =>
  fetch(at, { headers: as ? { authorization: `Bearer ${tokenOf(as)}` } : {} });

/** What the document's own tables say its glyphs mean, as a reader that copies text uses them. */
function charactersIn(pdf: Buffer): string {
  const found: string[] = [];
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const until = text.indexOf('endstream', from);
    try {
      const content = inflateSync(pdf.subarray(from, until)).toString('latin1');
      if (!content.includes('beginbfrange')) continue;
      for (const [hex] of content.matchAll(/<([0-9a-f]{4,})>/gi))
        found.push(Buffer.from(hex.slice(1, -1), 'hex').swap16().toString('utf16le'));
    } catch {
      // Not every stream is packed.
    }
  }
  return found.join('');
}

it('prints every script and currency sign with letters of its own', async () => {
  const response = await get('carol');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const pdf = Buffer.from(await response.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toMatch(/FontName \/\w+\+DejaVuSans\b/);
  expect(pdf.toString('latin1')).toMatch(/FontName \/\w+\+Unifont/);
  const letters = charactersIn(pdf);
  const missing = [...words.join('')].filter((one) => one !== ' ' && !letters.includes(one));
  // Arabic emails may be told by the forms they take inside a word.
  expect(missing.filter((one) => !/\p{Script=Arabic}|\p{M}/u.test(one))).toEqual([]);
  expect(letters).not.toContain('\uFFFD');
});

it('has a letter for each code point, and a sign for those that have none anywhere', () => {
  for (const text of words)
    for (const { face, text: part } of stretches(text, false))
      for (const character of part)
        expect(face.has(character.codePointAt(0)!), character).toBe(true);
  expect(
    stretches('\u{1F9FF}\u{20000}', false)
      .map(({ text }) => text)
      .join(''),
  ).toContain('\uFFFD');
});

it.each([
  ['שלום עולם 123', '123| |עולם| |שלום'],
  ['Invoice for עברית, thanks', 'Invoice for |עברית|, thanks'],
  ['₪ שלום', 'שלום| |₪'],
  ['€ 5 (five)', '€ 5 (five)'],
  ['(שלום)', '(שלום)'],
])('lays out %s as it is read', (line, expected) => {
  const pieces = inVisualOrder(line, false).map(({ text }) => text);
  // Brackets inside a run that is turned round are told turned round.
  const seen = pieces.join('|').replace(/^\)(.*)\($/, '($1)');
  expect(seen).toBe(expected);
});

it('gives an invoice to nobody whose it is not, and a draft to no customer', async () => {
  for (const who of ['stranger', 'rob', 'reseller'] as const)
    expect((await get(who)).status, who).toBe(404);
  expect((await get('clerk')).status).toBe(403);
  expect((await get(null)).status).toBe(401);
  expect((await get('staff')).status).toBe(200);
  expect((await get('staff', `${gateway.url}/files/invoices/9999.pdf`)).status).toBe(404);
  await gateway.app.db.invoice.update({ where: { id }, data: { status: 'DRAFT' } });
  expect((await get('carol')).status).toBe(404);
});
