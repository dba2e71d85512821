import { describe, expect, it } from 'vitest';
import { firstDifference } from '#transports/shadow/compare.ts';

const compared = (old: unknown, own: unknown, parameters: object | null = null) =>
  firstDifference(
    { isChange: parameters !== null, parameters: parameters ?? {} },
    { status: 200, body: old },
    { status: 200, body: own },
  );

describe('replies that mean the same', () => {
  it.each([
    ['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['a number as text', { amount: '10.00' }, { amount: 10 }],
    ['decimals', { amount: '10.10' }, { amount: '10.1' }],
    ['nothing, negative', { amount: '-0.00' }, { amount: 0 }],
    [
      'more digits than a double holds',
      { n: '0.10000000000000000001' },
      { n: '0.100000000000000000010' },
    ],
    ['another time of the day', { at: '2026-11-30 10:00:00' }, { at: '2026-11-30 10:00:07' }],
    ['another way to write it', { at: '2026-11-30T10:00:00.000Z' }, { at: '2026-11-30 11:00' }],
    ['dates as the company writes them', { at: '30/11/2026 10:00' }, { at: '30/11/2026 09:59' }],
    ['a time alone', { at: '10:00:00' }, { at: '09:59:59' }],
    ['an empty list that is an object', { list: [] }, { list: {} }],
  ])('%s', (_what, old, own) => {
    expect(compared(old, own)).toBeNull();
  });
});

describe('replies that differ', () => {
  it.each([
    ['text', { a: 'x' }, { a: 'X' }, ['a', '"x"', '"X"']],
    ['a number', { a: '10.00' }, { a: 10.01 }, ['a', '"10.00"', '10.01']],
    ['leading zeros', { postcode: '01067' }, { postcode: 1067 }, ['postcode', '"01067"', '1067']],
    [
      'digits beyond a double',
      { n: '0.10000000000000000001' },
      { n: '0.1' },
      ['n', '"0.10000000000000000001"', '"0.1"'],
    ],
    [
      'a day',
      { at: '2026-11-30 23:59' },
      { at: '2026-12-01 00:00' },
      ['at', '"2026-11-30 23:59"', '"2026-12-01 00:00"'],
    ],
    [
      'a day without a time',
      { at: '2026-11-30' },
      { at: '2026-12-01' },
      ['at', '"2026-11-30"', '"2026-12-01"'],
    ],
    [
      'a time for none',
      { at: '2026-11-30' },
      { at: '2026-11-30 10:00' },
      ['at', '"2026-11-30"', '"2026-11-30 10:00"'],
    ],
    ['an empty text for null', { a: '' }, { a: null }, ['a', '""', 'null']],
    ['true for one', { a: true }, { a: 1 }, ['a', 'true', '1']],
    ['a field too few', { a: 1, b: 2 }, { a: 1 }, ['b', '2', null]],
    ['a field too many', { a: 1 }, { a: 1, b: 2 }, ['b', null, '2']],
    ['the order of a list', { l: [1, 2] }, { l: [2, 1] }, ['l[0]', '1', '2']],
    [
      'the length of a list',
      { l: { i: [{ x: 1 }] } },
      { l: { i: [{ x: 1 }, { x: 2 }] } },
      ['l.i[1]', null, '{"x":2}'],
    ],
    ['a list for an object', { l: [1] }, { l: { 0: 1 } }, ['l', '[1]', '{"0":1}']],
    ['a key of the prototype', JSON.parse('{"__proto__":1}'), {}, ['__proto__', '1', null]],
    ['the whole reply', [], 'x', ['reply', '[]', '"x"']],
  ])('%s', (_what, old, own, [path, oldValue, ownValue]) => {
    expect(compared(old, own)).toEqual({ path, old: oldValue, own: ownValue });
  });

  it('are found in the order of the old reply', () => {
    expect(compared({ b: 1, a: 1 }, { a: 2, b: 2 })?.path).toBe('b');
  });

  it('differ in their status first', () => {
    const [old, own] = [
      { status: 403, body: { a: 1 } },
      { status: 200, body: { a: 2 } },
    ];
    expect(firstDifference({ isChange: false, parameters: {} }, old, own)).toEqual({
      path: 'HTTP status',
      old: '403',
      own: '200',
    });
  });
});

describe('what a change makes', () => {
  it('has numbers of its own, unless they were sent', () => {
    const sent = { user_id: '7', domains: ['x.com'] };
    expect(compared({ noteid: 12, user_id: 7 }, { noteid: '40', user_id: '7' }, sent)).toBeNull();
    // That it is the number of something else is chance.
    expect(compared({ noteid: 12 }, { noteid: 7 }, sent)).toBeNull();
    expect(compared({ domainids: '4,5' }, { domainids: '9,10' }, sent)).toBeNull();
    expect(compared({ user_id: 7 }, { user_id: 8 }, sent)?.path).toBe('user_id');
    expect(compared({ noteid: 12 }, { noteid: 0 }, sent)?.path).toBe('noteid');
    expect(compared({ noteid: 12 }, {}, sent)?.path).toBe('noteid');
    expect(compared({ amount: 12 }, { amount: 40 }, sent)?.path).toBe('amount');
    expect(compared({ noteid: 12 }, { noteid: 40 })?.path).toBe('noteid');
  });

  it('has passwords and tokens of its own', () => {
    expect(compared({ token: 'a' }, { token: 'b' }, {})).toBeNull();
    expect(compared({ token: 'a' }, { token: '' }, {})?.path).toBe('token');
    expect(compared({ token: 'a' }, { token: 'b' })?.path).toBe('token');
  });
});

describe('secrets', () => {
  it.each([
    [{ password: 'hunter2' }, { password: 'hunter3' }],
    [{ server: { accesshash: 'hunter2' } }, { server: {} }],
    [{ fields: [{ name: 'API Key', value: 'hunter2' }] }, { fields: [] }],
    [
      { setting: 'SMTPPassword', value: 'hunter2' },
      { setting: 'SMTPPassword', value: 'hunter3' },
    ],
    [
      { subject: 'Welcome', message: 'It is hunter2' },
      { subject: 'Welcome', message: 'none' },
    ],
    [{ note: 'see https://shop.test/?k=hunter2aaaabbbbccccdddd' }, { note: '' }],
    [{ note: 'you sent hunter2' }, { note: '' }],
  ])('%j is told apart and not shown', (old, own) => {
    const found = compared(old, own, { password2: 'hunter2' }) ?? compared(old, own);
    expect(found).not.toBeNull();
    expect(JSON.stringify(found)).not.toContain('hunter');
    expect(JSON.stringify(found)).toContain('•••');
  });

  it('leave other values readable, cut where they are long', () => {
    expect(compared({ name: 'Ann', c: 'x' }, { name: 'Bob', c: 'y' })).toEqual({
      path: 'name',
      old: '"Ann"',
      own: '"Bob"',
    });
    const long = compared({ text: 'word '.repeat(1_000) }, { text: '' })?.old ?? '';
    expect(long).toHaveLength(301);
  });
});
