import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { cyclePrices, payTypes, priceColumns } from './words.ts';

export const addons = noun({
  name: 'addons',
  table: 'tbladdons',
  target: 'addons',
  columns: {
    id: is.int('id'),
    name: is.text('name'),
    description: is.text('description'),
    pay_type: is.made(['billingcycle'], (row) => {
      const found = String(row.billingcycle ?? '')
        .toLowerCase()
        .replace(' ', '');
      return payTypes[found as keyof typeof payTypes] ?? 'RECURRING';
    }),
    is_taxed: is.flag('tax'),
    is_shown_on_order: is.flag('showorder'),
    is_hidden: is.flag('hidden'),
    is_retired: is.flag('retired'),
    auto_activated: is.made(['autoactivate'], (row) => Boolean(row.autoactivate)),
    suspends_parent: is.flag('suspendproduct'),
    server_module: is.text('module'),
    server_group_id: is.ref('server groups', 'server_group_id'),
    sort_order: is.int('weight'),
  },
});

export const addonProducts = noun({
  name: 'addons of products',
  table: 'tbladdons',
  target: 'addon_products',
  key: ['addon_id', 'product_id'],
  spread: {
    reads: ['packages'],
    refers: ['products', 'addons'],
    rows: (row, look) => {
      const ids = new Set(
        String(row.packages ?? '')
          .split(',')
          .map(Number),
      );
      return [...ids]
        .filter((id) => look.has('products', id))
        .map((id) => ({ addon_id: is.needed('addons', look.id, look), product_id: id }));
    },
  },
});

export const addonPrices = noun({
  name: 'addon prices',
  table: 'tblpricing',
  query: `(select p.*, lower(replace(o.billingcycle, ' ', '')) as paytype
           from tblpricing p left join tbladdons o on o.id = p.relid where p.type = 'addon')`,
  target: 'addon_prices',
  key: ['addon_id', 'currency_code', 'cycle'],
  spread: {
    reads: ['relid', 'currency', 'paytype', ...priceColumns],
    refers: ['addons'],
    rows: (row, look) =>
      cyclePrices(row, look, { addon_id: is.needed('addons', Number(row.relid), look) }),
  },
});
