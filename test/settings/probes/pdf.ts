import { inflateSync } from 'node:zlib';
import { tokenOf } from '#test/people.ts';
import type { World } from '#test/settings/world.ts';

/** The letters a document uses, by the tables of its fonts. */
export function lettersOf(pdf: Buffer): Set<string> {
  const letters = new Set<string>();
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length;
    try {
      const content = inflateSync(pdf.subarray(from, text.indexOf('endstream', from)));
      if (!content.includes('beginbfrange')) continue;
      for (const [, hex = ''] of content.toString('latin1').matchAll(/<([0-9a-f]{4,})>/gi))
        for (const letter of Buffer.from(hex, 'hex').swap16().toString('utf16le'))
          letters.add(letter);
    } catch {
      // Not compressed: no table of a font.
    }
  }
  return letters;
}

/** The letters of an invoice on paper. */
export async function printed({ gateway, invoice }: World): Promise<string> {
  const response = await fetch(`${gateway.url}/files/invoices/${invoice}.pdf`, {
    headers: { authorization: `Bearer ${tokenOf('staff')}` },
  });
  return [...lettersOf(Buffer.from(await response.arrayBuffer()))].toSorted().join('');
}
