import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBody, type UploadedFile } from '#transports/rapi/body.ts';
import { FormError } from '#transports/rapi/form-error.ts';

const MULTIPART = 'multipart/form-data; boundary=XX';

function part(name: string, content: string, file?: { name: string; type: string }): string {
  const disposition = `Content-Disposition: form-data; name="${name}"`;
  const head = file
    ? `${disposition}; filename="${file.name}"\r\nContent-Type: ${file.type}`
    : disposition;
  return `--XX\r\n${head}\r\n\r\n${content}\r\n`;
}

const read = (body: string | Uint8Array, type?: string) =>
  parseBody(typeof body === 'string' ? Buffer.from(body) : body, type);

describe('a body', () => {
  it('is read as a URL-encoded form, whatever parameters its type has', async () => {
    const type = 'application/x-www-form-urlencoded; charset=UTF-8';
    expect({ ...(await read('a=1', type)) }).toEqual({ a: '1' });
  });

  it('is read as a JSON object without prototypes', async () => {
    const body = await read('{"a":{"__proto__":{"x":1}},"n":15.95}', 'application/json');
    expect(body.n).toBe(15.95);
    expect(Object.getPrototypeOf(body.a)).toBeNull();
    expect((body.a as Record<string, unknown>).x).toBeUndefined();
  });

  it('is read as a multipart form with files at their fields', async () => {
    const text = { name: 'ä.txt', type: 'text/plain' };
    const body = [
      part('ticket_id', '7'),
      part('d[x.y][]', 'é'),
      part('attachments[]', 'one', text),
      part('attachments[]', '', { name: '', type: 'application/octet-stream' }),
      part('attachments[]', 'two', { name: 'b.bin', type: 'application/octet-stream' }),
      '--XX--\r\n',
    ].join('');
    const { ticket_id, d, attachments } = await read(body, MULTIPART);
    expect(ticket_id).toBe('7');
    expect(JSON.stringify(d)).toBe('{"x.y":["é"]}');
    const files = attachments as UploadedFile[];
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['ä.txt', 3],
      ['b.bin', 3],
    ]);
    expect(Buffer.from(files[0]!.content).toString()).toBe('one');
  });

  it('without content has no parameters', async () => {
    expect(Object.keys(await read('', undefined))).toEqual([]);
  });

  it.each([
    ['<x/>', 'text/xml', /not as text\/xml/],
    ['a=1', undefined, /a body without a type/],
    ['{"a":', 'application/json', /valid JSON/],
    ['[1]', 'application/json', /JSON object/],
    ['{"a":'.repeat(30) + '1' + '}'.repeat(30), 'application/json', /20 levels/],
    ['x', 'multipart/form-data', /boundary/],
    [part('a', '1'), MULTIPART, /malformed or incomplete/],
    [part('a[1][2][3][4][5][6][7][8][9]', '1') + '--XX--\r\n', MULTIPART, /8 levels/],
    [part('n'.repeat(600), '1') + '--XX--\r\n', MULTIPART, /500 bytes/],
    [part('f[]', 'x', { name: 'a', type: 't/t' }).repeat(11) + '--XX--\r\n', MULTIPART, /10 files/],
    [
      part('f', 'x'.repeat((10 << 20) + 1), { name: 'a', type: 't/t' }) + '--XX--\r\n',
      MULTIPART,
      /file in f is larger/,
    ],
  ])('that is no good is refused with a clear word (%#)', async (body, type, message) => {
    const reading = read(body, type);
    await expect(reading).rejects.toThrow(FormError);
    await expect(reading).rejects.toThrow(message);
  });

  it('of random multipart bytes is read or refused, never left hanging', async () => {
    const words = ['--XX', '--XX--', '\r\n', '\r\n\r\n', ': ', ';', 'name="a[]"', 'filename="f"'];
    const heads = ['Content-Disposition: form-data; ', 'Content-Type: ', 'x', '\0', part('a', '1')];
    const pieces = fc.constantFrom(...words, ...heads);
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (provided) => {
        const outcome = await read(provided.join(''), MULTIPART).catch((error: unknown) => error);
        expect(outcome instanceof Error && !(outcome instanceof FormError)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
