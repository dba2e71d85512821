import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { cyclePrices, priceColumns } from './words.ts';

/** Here a number names a group of options or an option; options keep theirs, groups begin here. */
const GROUPS = 1_000_000_000;

const groupOf = (field: string) =>
  is.made(
    [field],
    (row, look) => GROUPS + is.needed('option groups', Number(row[field] ?? 0), look),
    { refers: 'option groups' },
  );

export const optionGroups = noun({
  name: 'option groups',
  table: 'tblproductconfiggroups',
  target: 'config_option_groups',
  offset: GROUPS,
  columns: {
    id: is.made(['id'], (row) => GROUPS + Number(row.id)),
    name: is.once(
      'name',
      (row, look) => is.plain(row, 'name', look).trim(),
      'name',
      ({ id }) => `Options ${id}`,
    ),
    description: is.text('description'),
  },
});

export const optionLinks = noun({
  name: 'options of products',
  table: 'tblproductconfiglinks',
  target: 'product_config_option_groups',
  key: ['product_id', 'group_id'],
  columns: { product_id: is.owner('products', 'pid'), group_id: groupOf('gid') },
});

export const options = noun({
  name: 'options',
  table: 'tblproductconfigoptions',
  target: 'config_options',
  columns: {
    id: is.int('id'),
    group_id: groupOf('gid'),
    name: is.text('optionname'),
    type: is.oneOf(
      'optiontype',
      { 1: 'DROPDOWN', 2: 'RADIO', 3: 'YES_NO', 4: 'QUANTITY' },
      'DROPDOWN',
    ),
    min_quantity: is.int('qtyminimum'),
    max_quantity: is.int('qtymaximum'),
    is_hidden: is.flag('hidden'),
    sort_order: is.int('order'),
  },
});

export const optionChoices = noun({
  name: 'option choices',
  table: 'tblproductconfigoptionssub',
  target: 'config_option_choices',
  columns: {
    id: is.int('id'),
    option_id: is.owner('options', 'configid'),
    name: is.text('optionname'),
    is_hidden: is.flag('hidden'),
    sort_order: is.int('sortorder'),
  },
});

export const optionPrices = noun({
  name: 'option prices',
  table: 'tblpricing',
  query: `(select * from tblpricing where type = 'configoptions')`,
  target: 'config_option_prices',
  key: ['choice_id', 'currency_code', 'cycle'],
  spread: {
    reads: ['relid', 'currency', ...priceColumns],
    refers: ['option choices'],
    rows: (row, look) =>
      cyclePrices(row, look, { choice_id: is.needed('option choices', Number(row.relid), look) }),
  },
});
