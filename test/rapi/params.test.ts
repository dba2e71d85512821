import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientFields, fields, readParams } from '#transports/rapi/fields.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import { parseForm } from '#transports/rapi/form.ts';
import * as data from '#transports/rapi/params-data.ts';
import { attachments } from '#transports/rapi/params-files.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import * as params from '#transports/rapi/params.ts';

const one = (schema: z.ZodType, provided: unknown) =>
  readParams(fields({ x: schema }), { x: provided }).x;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a parameter', () => {
  it.each<[string, z.ZodType, unknown, unknown]>([
    ['id', params.id, ' 12 ', 12],
    ['id', params.id, 12, 12],
    ['integer', params.integer(-5, 5), '-5', -5],
    ['text', params.text(), ' a\0b\nc ', 'ab\nc'],
    ['text', params.text(), 5, '5'],
    ['line', params.line(), 'one', 'one'],
    ['password', params.password, ' p w ', ' p w '],
    ['flag', params.flag, 'yes', true],
    ['flag', params.flag, 'NO', false],
    ['flag', params.flag, 'on', true],
    ['flag', params.flag, false, false],
    ['flag', params.flag, 1, true],
    ['amount', params.amount, '15.950', '15.95'],
    ['amount', params.amount, 15.95, '15.95'],
    ['signedAmount', params.signedAmount, '-0.5', '-0.5'],
    ['choice', params.choice(['CA', 'SWE', 'CASWE']), 'caswe', 'CASWE'],
    ['choice', params.choice({ 'End of Billing Period': 'END' }), 'END_OF_BILLING_PERIOD', 'END'],
    ['date', params.date, '2027-02-28', '2027-02-28'],
    ['date', params.date, '2027/02/28', '2027-02-28'],
    ['date', params.date, '28/02/2027', '2027-02-28'],
    ['date', params.date, '2027-02-28 10:00:00', '2027-02-28'],
    ['dateOrNone', params.dateOrNone, '0000-00-00', null],
    ['dateTime', params.dateTime, '2027-02-28 10:11:12', '2027-02-28T10:11:12Z'],
    ['dateTime', params.dateTime, '2027-02-28T10:11:12Z', '2027-02-28T10:11:12Z'],
    ['dateTime', params.dateTime, '2027-02-28', '2027-02-28T00:00:00Z'],
    ['email', params.email, 'A@Example.org', 'a@example.org'],
    ['ipAddress', params.ipAddress, '::ffff:1.2.3.4', '1.2.3.4'],
    ['domainName', params.domainName, 'Bücher.Example', 'xn--bcher-kva.example'],
    ['country', params.country, 'de', 'DE'],
    ['webAddress', params.webAddress, 'https://example.com/', 'https://example.com/'],
    ['idList', data.idsParam, '1, 2,3,2', [1, 2, 3]],
    ['idList', data.idsParam, 7, [7]],
    ['idList', data.idsParam, ['1', 2], [1, 2]],
    ['idList', data.idsParam, { 3: '9' }, [9]],
    ['textList', data.textList(), 'com, pk,,net', ['com', 'pk', 'net']],
    ['amountList', data.amountList(10), '10, 20.50, 20.50', ['10', '20.5', '20.5']],
    ['json', data.json(z.array(z.object({ qty: params.id }))), '[{"qty":"2"}]', [{ qty: 2 }]],
    ['json', data.json(z.array(z.object({ qty: params.id }))), [{ qty: '2' }], [{ qty: 2 }]],
    ['base64Json', data.base64Json(data.keyed(z.string())), base64('{"a":"b"}'), { a: 'b' }],
    ['base64Json', data.base64Json(data.keyed(z.string())), '{"a":"b"}', { a: 'b' }],
    [
      'base64Php',
      data.base64Php(data.keyed(z.string())),
      base64('a:2:{i:0;s:1:"x";i:1;s:1:"y";}'),
      { 0: 'x', 1: 'y' },
    ],
    ['base64Php', data.base64Php(data.keyed(z.string())), { 4: 'x' }, { 4: 'x' }],
  ])('%s is read (%#)', (_name, schema, provided, expected) => {
    expect(one(schema, provided)).toEqual(expected);
  });

  it.each<[string, z.ZodType, unknown, RegExp]>([
    ['id', params.id, '0', /^x must be a whole number above 0\.$/],
    ['id', params.id, '1e3', /^x must be/],
    ['id', params.id, '2147483648', /^x must be/],
    ['id', params.id, ['1'], /^x must be/],
    ['id', params.id, '', /^x is required: a whole number above 0\.$/],
    ['id', params.id, undefined, /^x is required/],
    ['id', params.id, '1 OR 1=1', /^x must be/],
    ['text', params.text(3), 'abcd', /^x must be at most 3 characters long\.$/],
    ['text', params.text(), { a: '1' }, /^x must be text/],
    ['line', params.line(), 'a\r\nBcc: b', /^x must be one line/],
    ['password', params.password, '', /^x is required/],
    ['password', params.password, undefined, /^x is required/],
    ['flag', params.flag, 'maybe', /^x must be YES or NO/],
    ['amount', params.amount, '-1', /^x must be an amount/],
    ['amount', params.amount, '1,000', /^x must be an amount/],
    ['amount', params.amount, 'Infinity', /^x must be an amount/],
    ['positiveAmount', params.positiveAmount, '0.00', /^x must be an amount above 0/],
    ['choice', params.choice(['A', 'B']), 'C', /^x must be one of A, B\.$/],
    ['choice', params.choice({ A: 1 }), '__proto__', /^x must be one of A\.$/],
    ['date', params.date, '2027-02-30', /^x must be a date as YYYY-MM-DD/],
    ['date', params.date, '0000-00-00', /^x must be a date/],
    ['date', params.date, '02/28/2027', /^x must be a date/],
    ['dateTime', params.dateTime, '2027-02-28 25:00:00', /^x must be a time/],
    ['email', params.email, 'nobody', /^x must be an e-mail address/],
    ['webAddress', params.webAddress, 'javascript:alert(1)', /^x must be a web address/],
    ['idList', data.idsParam, '1, two', /^x\[1\] must be a whole number/],
    ['idList', data.idsParam, ' , ', /^x must be one or more whole numbers/],
    ['amountList', data.amountList(2), '1,2,3', /^x must be 1 to 2 amounts/],
    ['amountList', data.amountList(9), {}, /^x must be 1 to 9 amounts/],
    ['json', data.json(z.array(z.unknown())), '[1,', /^x must be valid JSON\.$/],
    ['json', data.json(z.array(z.unknown())), '{}', /^x must be a list/],
    ['json', data.json(z.object({ qty: params.id })), '{"qty":0}', /^x\[qty\] must be/],
    ['base64Json', data.base64Json(z.unknown()), 'not*base64', /^x must be JSON encoded/],
    ['base64Php', data.base64Php(z.unknown()), base64('O:1:"x":0:{}'), /^x must be.*not O:/],
    ['base64Php', data.base64Php(z.unknown()), base64('garbage'), /^x must be a serialized array/],
  ])('%s that is wrong is refused by name (%#)', (_name, schema, provided, message) => {
    expect(() => one(schema, provided)).toThrow(FormError);
    expect(() => one(schema, provided)).toThrow(message);
  });

  it('that is optional may be empty, and one that can be cleared keeps the empty text', () => {
    const schema = fields({
      a: params.optionalId,
      b: params.flag.default(true),
      c: params.clearable(5),
      d: params.clearable(5),
      e: data.idsParam.optional(),
    });
    const read = readParams(schema, { a: ' ', b: '', c: '', e: '' });
    expect(read).toEqual({ b: true, c: '' });
    expect(() => readParams(schema, { c: 'abcdef' })).toThrow(/^c must be at most 5/);
    expect(readParams(z.object({ a: params.id.optional() }), { a: '' })).toEqual({});
  });

  it('that is wrong is listed together with all others', () => {
    const schema = z.object({ a: params.id, b: params.flag });
    try {
      readParams(schema, { a: 'x', b: 'perhaps' });
      expect.unreachable();
    } catch (error) {
      expect((error as FormError).issues.map((issue) => issue.parameter)).toEqual(['a', 'b']);
    }
  });
});

describe('the client id', () => {
  const schema = clientFields({ user_id: params.id });

  it.each(['user_id', 'clientid', 'userid', 'client_id', 'ClientID', 'USER_ID'])(
    'may be spelled %s',
    (name) => {
      expect(readParams(schema, { [name]: '7' })).toEqual({ user_id: 7 });
    },
  );

  it('may be repeated but not contradicted', () => {
    expect(readParams(schema, { userid: '7', user_id: 7, clientid: '' })).toEqual({ user_id: 7 });
    expect(() => readParams(schema, { userid: '8', user_id: '7' })).toThrow(
      /^user_id is given as user_id and differently as userid/,
    );
    expect(() => readParams(schema, {})).toThrow(/^user_id is required/);
  });
});

describe('paging and sorting', () => {
  const list = fields({ ...paging, ...sorting({ id: 'ID', entry_date: 'ENTRY_DATE' }) });

  it('have the defaults of the reference', () => {
    const read = readParams(list, { page_num: '', sort_order: '' });
    expect(pageOf(read)).toEqual({ first: 25, offset: 0 });
    expect(sortOf(read)).toEqual({ column: undefined, direction: 'ASC' });
    expect(pageOf(readParams(list, { page_num: '3', limit_num: '10' }))).toEqual({
      first: 10,
      offset: 20,
    });
  });

  it('take column and direction in either parameter', () => {
    const expected = { column: 'ENTRY_DATE', direction: 'DESC' };
    const read = (field: string, order: string) =>
      sortOf(readParams(list, { sort_order_field: field, sort_order: order }));
    expect(read('entry_date', 'desc')).toEqual(expected);
    expect(read('DESC', 'entry_date')).toEqual(expected);
    expect(() => read('id', 'entry_date')).toThrow(/^sort_order must be ASC or DESC/);
    expect(() => read('ASC', 'DESC')).toThrow(/^sort_order_field must be the column/);
    expect(() => read('password', 'ASC')).toThrow(/ASC, DESC or one of id, entry_date/);
  });

  it('clamp pages that are too large and refuse those that are too small (R26, M44)', () => {
    // Reference: "default: 25", no most; a page beyond 10,000 rows is served that long (R26, M44).
    expect(readParams(list, { limit_num: '250' }).limit_num).toBe(250);
    expect(readParams(list, { limit_num: '1000000' }).limit_num).toBe(10_000);
    expect(() => readParams(list, { limit_num: '0' })).toThrow(/^limit_num must be/);
    expect(() => readParams(list, { page_num: '0' })).toThrow(/^page_num must be/);
  });
});

describe('attachments', () => {
  const content = base64('hello');
  const file = { name: '../../etc/a.txt', type: 'Text/Plain', size: 5, tmp_name: content };
  const expected = [{ name: 'a.txt', type: 'text/plain', size: 5 }];
  const formOf = (text: string) => parseForm(Buffer.from(text)).x;

  it.each<[string, unknown]>([
    ['base64 of a JSON array', base64(JSON.stringify([file]))],
    ['base64 of one file', base64(JSON.stringify(file))],
    ['a JSON array', JSON.stringify([file])],
    ['form arrays', [file]],
    ['an upload', [{ ...file, content: Buffer.from('hello') }]],
    [
      '$_FILES of one file',
      formOf(`x[name]=a.txt&x[type]=text/plain&x[size]=5&x[tmp_name]=${content}`),
    ],
    [
      '$_FILES of a file list',
      formOf(`x[name][0]=a.txt&x[type][0]=text/plain&x[size][0]=5&x[tmp_name][0]=${content}`),
    ],
  ])('are read from %s', (_title, provided) => {
    const read = one(attachments, provided) as { name: string; content: Uint8Array }[];
    expect(read).toMatchObject(_title === 'an upload' ? [{ name: 'a.txt', size: 5 }] : expected);
    expect(Buffer.from(read[0]!.content).toString()).toBe('hello');
  });

  it.each<[string, unknown, RegExp]>([
    ['a path in tmp_name', [{ ...file, tmp_name: '/tmp/phpAbCdEf12' }], /^x must be.*not its size/],
    ['no name', [{ tmp_name: content }], /file 1 has no name/],
    ['no content', [{ name: 'a' }], /file 1 has no content/],
    ['too many files', Array.from({ length: 11 }, () => file), /at most 10 files/],
    ['no list', 'hello', /^x must be uploaded files/],
    ['an empty list', base64('[]'), /^x must be uploaded files/],
  ])('with %s are refused', (_title, provided, message) => {
    expect(() => one(attachments, provided)).toThrow(message);
  });
});
