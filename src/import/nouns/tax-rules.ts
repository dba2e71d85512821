import { int, made, money, text } from '#import/columns.ts';
import { LeftOut, noun } from '#import/noun.ts';

export const taxRules = noun({
  name: 'tax rules',
  table: 'tbltax',
  query: `(
    select t.*, (select count(*) from tbltax o where o.id < t.id and o.level = t.level
                 and o.country = t.country and o.state = t.state) as earlier
    from tbltax t)`,
  target: 'tax_rules',
  columns: {
    id: int('id'),
    level: made(['level', 'earlier'], (row) => {
      if (Number(row.earlier) > 0)
        throw new LeftOut('an earlier rule is for the same level, country and state');
      return Number(row.level);
    }),
    name: text('name'),
    country_code: made(['country'], (row) => String(row.country ?? '').toUpperCase()),
    state: text('state'),
    rate: money('taxrate'),
    mode: made([], (_row, { installation }) =>
      installation.setting('TaxType') === 'Inclusive' ? 'INCLUSIVE' : 'EXCLUSIVE',
    ),
    is_compound: made(
      ['level'],
      (row, { installation }) =>
        Number(row.level) === 2 && installation.setting('TaxL2Compound') === 'on',
    ),
  },
});
