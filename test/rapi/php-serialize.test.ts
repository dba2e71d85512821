import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePhp, PhpTextError } from '#transports/rapi/php-serialize.ts';

const decode = (text: string) => decodePhp(Buffer.from(text));

describe('PHP-serialized data', () => {
  it.each([
    ['N;', null],
    ['b:1;', true],
    ['b:0;', false],
    ['i:-5;', -5],
    ['i:9223372036854775807;', '9223372036854775807'],
    ['d:0.5;', 0.5],
    ['d:1.0E+25;', 1e25],
    ['s:5:"héll";', 'héll'],
    ['s:3:"a"b";', 'a"b'],
    ['s:0:"";', ''],
    ['a:0:{}', []],
    ['a:2:{i:0;s:1:"a";i:1;s:1:"b";}', ['a', 'b']],
  ])('%s is decoded', (text, expected) => {
    expect(decode(text)).toEqual(expected);
  });

  it('keeps keys, also those that look dangerous, without a prototype', () => {
    const value = decode('a:3:{i:4;s:1:"x";s:9:"__proto__";a:1:{s:1:"a";i:1;}s:1:"k";a:0:{}}');
    expect(JSON.stringify(value)).toBe('{"4":"x","__proto__":{"a":1},"k":[]}');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect((value as Record<string, unknown>).a).toBeUndefined();
  });

  it.each([
    ['O:8:"stdClass":0:{}', /not O: entries/],
    ['a:1:{i:0;O:8:"stdClass":0:{}}', /not O: entries/],
    ['C:1:"x":0:{}', /not C: entries/],
    ['a:2:{i:0;i:1;i:1;R:2;}', /not R: entries/],
    ['a:2:{i:0;i:1;i:1;r:2;}', /not r: entries/],
    ['E:7:"Foo:Bar";', /not E: entries/],
    ['S:1:"a";', /not S: entries/],
    ['d:INF;', /malformed/],
    ['d:1e999;', /finite/],
    ['s:99:"a";', /malformed/],
    ['s:1:"ab";', /malformed/],
    ['s:-1:"";', /malformed/],
    ['b:2;', /malformed/],
    ['i:1;i:2;', /malformed/],
    ['a:1:{a:0:{}i:1;}', /malformed/],
    ['a:999999:{}', /2000 elements/],
    ['', /malformed/],
    ['a:1:{i:0;'.repeat(21) + 'N;' + '}'.repeat(21), /20 levels/],
    ['a:1:{i:0;'.repeat(7000), /20 levels/],
    [`s:70000:"${'x'.repeat(70_000)}";`, /65536 bytes/],
  ])('%s is refused (%#)', (text, message) => {
    expect(() => decode(text)).toThrow(PhpTextError);
    expect(() => decode(text)).toThrow(message);
  });

  it('takes twenty levels', () => {
    expect(() => decode('a:1:{i:0;'.repeat(20) + 'N;' + '}'.repeat(20))).not.toThrow();
  });

  it('comes back as it was spelled', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), tie('value'), { minKeys: 1, maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (provided) => {
        const plain: unknown = JSON.parse(JSON.stringify(provided));
        expect(JSON.parse(JSON.stringify(decode(formatted(provided))))).toEqual(plain);
      }),
    );
  });

  it('of random or damaged bytes throws only its own error', () => {
    const alphabet = fc.constantFrom(
      ...Buffer.from('NbidsaOCRr:;"{}0123456789.-+eE\xff', 'latin1'),
    );
    const bytes = fc.oneof(
      fc.array(alphabet).map((provided) => Uint8Array.from(provided)),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(bytes, (provided) => {
        try {
          decodePhp(provided);
        } catch (error) {
          expect(error).toBeInstanceOf(PhpTextError);
        }
      }),
      { numRuns: 3000 },
    );
    const good = Buffer.from('a:2:{s:1:"a";a:1:{i:0;d:0.5;}i:7;b:1;}');
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(good);
        damaged[at] = byte;
        try {
          decodePhp(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(PhpTextError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function formatted(value: unknown): string {
  if (value === null) return 'N;';
  if (typeof value === 'boolean') return `b:${Number(value)};`;
  if (typeof value === 'number') return `i:${value + 0};`;
  if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`;
  const entries = Object.entries(value as object).map(([key, item]) => {
    const formattedKey = Array.isArray(value) ? `i:${key};` : formatted(key);
    return formattedKey + formatted(item);
  });
  return `a:${entries.length}:{${entries.join('')}}`;
}
