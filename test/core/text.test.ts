import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryCodeOf, countryName, isCountryCode } from '#core/country.ts';
import { parsePhone } from '#core/phone.ts';
import * as text from '#core/text.ts';

describe('text', () => {
  it('loses control characters and broken surrogates but keeps lines', () => {
    expect(text.stripControls('a\0b\u0001\tc\r\nd\u0085\ud800é😀')).toBe('ab\tc\r\nd\ufffdé😀');
    expect(text.hasControls('a\r\nBcc: x')).toBe(true);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['@cmd', "'@cmd"],
    [' =1', "' =1"],
    ['-5.00', '-5.00'],
    ['-5+cmd', "'-5+cmd"],
    ['a,"b"', '"a,""b"""'],
    ['plain', 'plain'],
  ])('becomes a harmless CSV field: %j', (provided, expected) => {
    expect(text.csvField(provided)).toBe(expected);
  });

  it('is read out of HTML without scripts and tags', () => {
    const html = '<p>Tom &amp; Jerry<br>x &lt; 3 &#8364;</p><script>alert(1)</script><b>end</b>';
    expect(text.htmlToText(html)).toBe('Tom & Jerry\nx < 3 €\nend');
    expect(text.htmlToText('<style>a{}</style>x<script>never closed')).toBe('x');
    expect(text.htmlToText('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2');
  });

  it('is read out of hostile HTML quickly', () => {
    const started = performance.now();
    for (const piece of ['<script>', '<script', '<a ', '</script ', '&#', '<!--', ' '])
      text.htmlToText(piece.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is escaped for HTML', () => {
    expect(text.escapeHtml(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#039;&amp;');
  });

  it('becomes a slug', () => {
    expect(text.slug('Web Hosting Größe L!')).toBe('web-hosting-grosse-l');
    expect(text.slug('日本')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (provided) => {
        expect(text.slug(provided)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
      }),
    );
  });

  it.each([
    [' Ada@Example.ORG ', 'ada@example.org'],
    ["o'brien+tag@sub.example.co.uk", "o'brien+tag@sub.example.co.uk"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@localhost', undefined],
    ['ada@[127.0.0.1]', undefined],
    ['ada@127.0.0.1', undefined],
    ['a..b@example.org', undefined],
    ['ada@example.org\r\nBcc: eve@example.org', undefined],
    ['ada@example.org@evil.example', undefined],
    ['"a b"@example.org', undefined],
    [`${'a'.repeat(65)}@example.org`, undefined],
    [`a@${'b'.repeat(64)}.org`, undefined],
    ['ada@-x.org', undefined],
    ['@example.org', undefined],
    ['', undefined],
  ])('as an e-mail address %j is %j', (provided, expected) => {
    expect(text.normalizeEmail(provided)).toBe(expected);
    expect(text.isEmail(provided)).toBe(expected !== undefined);
  });
});

describe('telephone numbers and countries', () => {
  it('are read in national, international and registrar spelling', () => {
    const expected = { e164: '+14155552671', registrar: '+1.4155552671', callingCode: '1' };
    expect(parsePhone('(415) 555-2671', 'us')).toMatchObject(expected);
    expect(parsePhone('+1.4155552671')).toMatchObject(expected);
    expect(parsePhone('020 7946 0018', 'GB')?.registrar).toBe('+44.2079460018');
    for (const provided of ['415 555 2671', '12', 'call +14155552671 now', '+1'.repeat(50)])
      expect(parsePhone(provided)).toBeUndefined();
  });

  it('are known by code and name', () => {
    expect(isCountryCode('DE')).toBe(true);
    expect(['de', 'XX', 'DEU', '276'].some(isCountryCode)).toBe(false);
    expect(countryName('DE')).toBe('Germany');
    expect(countryName('XX')).toBeUndefined();
    expect(countryCodeOf('germany')).toBe('DE');
    expect(countryCodeOf('gb')).toBe('GB');
    expect(countryCodeOf('constructor')).toBeUndefined();
  });
});
