import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '#transports/rapi/form.ts';
import { FormError } from '#transports/rapi/form-error.ts';

const parse = (text: string) => parseForm(Buffer.from(text, 'latin1'));
const asJson = (text: string) => JSON.parse(JSON.stringify(parse(text))) as unknown;

describe('a form', () => {
  it.each([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2', { a: '2' }],
    ['a', { a: '' }],
    ['=x&&b=1&', { b: '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
    ['a[1]=x&a[0]=y', { a: { 0: 'y', 1: 'x' } }],
    ['a[5]=x&a[]=y', { a: { 5: 'x', 6: 'y' } }],
    ['a[05]=x&a[]=y', { a: { '05': 'x', 0: 'y' } }],
    ['a[b][]=c&a[b][]=d&a[e]=f', { a: { b: ['c', 'd'], e: 'f' } }],
    ['a[][x]=1&a[][x]=2', { a: [{ x: '1' }, { x: '2' }] }],
    ['a=1&a[b]=2', { a: { b: '2' } }],
    ['a[b]=1&a=2', { a: '2' }],
    ['a[b]=1&a[b][c]=2', { a: { b: { c: '2' } } }],
    ['a.b=1&c d=2&e+f=3', { a_b: '1', c_d: '2', e_f: '3' }],
    ['+a=1&%20b=2', { a: '1', b: '2' }],
    ['a[b.c d]=1', { a: { 'b.c d': '1' } }],
    ['a[b=1', { a_b: '1' }],
    ['a[b.c=1', { a_b_c: '1' }],
    ['a[b][c=1', { a: { b: '1' } }],
    ['a[b]c=1', { a: { b: '1' } }],
    ['a]b=1', { 'a]b': '1' }],
    ['a[[b]=1', { a: { '[b': '1' } }],
    ['a[+]=1', { a: ['1'] }],
    ['a[+b]=1', { a: { ' b': '1' } }],
    ['[a]=1', {}],
    ['a%5Bb%5D=1', { a: { b: '1' } }],
    ['a%00b=1', { a: '1' }],
    ['a=%41+%2B%', { a: 'A +%' }],
    ['a=%zz%4', { a: '%zz%4' }],
    ['a=%C3%A9', { a: 'é' }],
    ['a=%EF%BB%BFx', { a: '\ufeffx' }],
  ])('%s is read as PHP reads it', (body, expected) => {
    expect(asJson(body)).toEqual(expected);
  });

  it('keeps 25 domains a list', () => {
    const names = Array.from({ length: 25 }, (_, index) => `d${index}.example`);
    expect(asJson(names.map((name) => `d[]=${name}`).join('&'))).toEqual({ d: names });
    expect(asJson(names.map((name, i) => `d[${i}]=${name}`).join('&'))).toEqual({ d: names });
  });

  it('holds __proto__ and constructor as plain keys without effect', () => {
    const form = parse('__proto__[admin]=1&a[__proto__][admin]=1&constructor[prototype][x]=1');
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(Object.keys(form)).toEqual(['__proto__', 'a', 'constructor']);
    expect(Object.keys(form.a as object)).toEqual(['__proto__']);
    expect((form.a as Record<string, unknown>).admin).toBeUndefined();
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it.each([
    ['a[1][2][3][4][5][6][7][8][9]=1', /Parameter a\[1\].*8 levels/],
    [`${'n'.repeat(501)}=1`, /Parameter n+….*500 bytes/],
    ['&x=1'.repeat(5_001), /5000 parameters/],
  ])('beyond a limit is refused with a clear word', (body, message) => {
    expect(() => parse(body)).toThrow(FormError);
    expect(() => parse(body)).toThrow(message);
  });

  it('with a value that is too long is refused by its name', () => {
    const body = Buffer.from(`note=${'x'.repeat((20 << 20) + 1)}`);
    expect(() => parseForm(body)).toThrow(/Parameter note is longer/);
  });

  it('takes the largest that is allowed', () => {
    expect(() => parse('a[1][2][3][4][5][6][7][8]=1')).not.toThrow();
    expect(() => parse('x=1&'.repeat(5_000))).not.toThrow();
  });

  it('gives back what a PHP client spelled', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
    const leaf = fc.string({ unit: 'grapheme' });
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 5 }), (form) => {
        const body = Object.entries(form).flatMap(([name, value]) => formatted(name, value));
        expect(asJson(body.join('&'))).toEqual(JSON.parse(JSON.stringify(form)));
      }),
    );
  });

  it('never throws anything but a refusal, whatever the bytes', () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('a.[] =&%+\0\xff0', 'latin1')));
    fc.assert(
      fc.property(bytes, (provided) => {
        try {
          parseForm(Uint8Array.from(provided));
        } catch (error) {
          expect(error).toBeInstanceOf(FormError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function formatted(name: string, value: unknown): string[] {
  if (typeof value === 'string')
    return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  return Object.entries(value as object).flatMap(([key, item]) =>
    formatted(`${name}[${key}]`, item),
  );
}
