import { describe, expect, test } from 'vitest';
import { ProviderError } from '#core/provider-error.ts';
import { after, before, dateOf, readJson, messageOf } from '#providers/registrars/answers.ts';

describe('reading a registrar’s answers', () => {
  test('numbers keep every digit, and digits inside texts are left alone', () => {
    const text = '{"a":42.339999999999999999,"b":[-7.10,1e3],"c":"say \\"12\\"","d":true,"e":null}';
    expect(readJson(text)).toEqual({
      a: '42.339999999999999999',
      b: ['-7.10', '1e3'],
      c: 'say "12"',
      d: true,
      e: null,
    });
    expect(readJson('33566240')).toBe('33566240');
  });

  test('a text that never ends is refused without effort', () => {
    const started = performance.now();
    expect(() => readJson(`["${'\\"'.repeat(400_000)}`)).toThrow(SyntaxError);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('dates come as texts, seconds or milliseconds and end as UTC days', () => {
    expect(dateOf('1813795200')).toBe('2027-06-24');
    expect(dateOf('1813795200000')).toBe('2027-06-24');
    expect(dateOf('2027-06-24T01:00:00+05:30')).toBe('2027-06-23');
    expect(dateOf('2022-03-04 23:39:48')).toBe('2022-03-04');
    expect(dateOf('soon')).toBeNull();
  });

  test('a midnight without a zone is that day, wherever the process runs (D62)', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Tokyo';
    expect(dateOf('2027-03-15T00:00:00')).toBe('2027-03-15');
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  test.each([
    ['1969-12-31', null],
    ['1969-12-31T23:59:59Z', null],
    ['1985-03-14', null],
    ['1985-03-15', '1985-03-15'],
    ['2036-02-30', null],
    ['2099-01-01', null],
    ['20270624', null],
    ['9999999999999', null],
  ])(
    '%s as a date is %s: no older than the first .com, no further than a registry lets (D7)',
    (text, day) => {
      expect(dateOf(text)).toBe(day);
    },
  );

  test('words lose control characters and secrets before anybody sees them', () => {
    expect(messageOf('No\u0000\u001b[31m key-9 \u202e', 'x', 'key-9')).toBe('No [31m •••');
    expect(messageOf('', 'nothing said')).toBe('nothing said');
    expect(messageOf('x'.repeat(9999), '')).toHaveLength(500);
  });

  test('a loss before the order is nothing sent, a stop midway is unknown', async () => {
    const lost = before(Promise.reject(new ProviderError('UNKNOWN', 'lost')));
    await expect(lost).rejects.toMatchObject({ outcome: 'NOT_SENT' });
    const stopped = after(Promise.reject(new ProviderError('NOT_SENT', 'stopped')));
    await expect(stopped).rejects.toMatchObject({ outcome: 'UNKNOWN' });
    const refused = before(Promise.reject(new ProviderError('REFUSED', 'no')));
    await expect(refused).rejects.toMatchObject({ outcome: 'REFUSED' });
  });
});
