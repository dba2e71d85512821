import { isoDecimalsOf } from '#core/currency-exponents.ts';
import { flag, int, made, text } from '#import/columns.ts';
import { noun } from '#import/noun.ts';

export const currencies = noun({
  name: 'currencies',
  table: 'tblcurrencies',
  target: 'currencies',
  isKept: true,
  columns: {
    id: int('id'),
    code: made(['code'], (row) => String(row.code).trim().toUpperCase()),
    prefix: text('prefix'),
    suffix: made(['suffix'], (row) => String(row.suffix ?? '')),
    format: int('format'),
    exponent: made(['code'], (row) => isoDecimalsOf(String(row.code).trim().toUpperCase())),
    rate: made(['rate'], (row, look) => {
      if (Number(row.rate) > 0) return String(row.rate);
      look.note('rate', 'a rate of zero: 1 instead');
      return '1';
    }),
    is_base: flag('default'),
  },
});
