import { slug } from '#core/text.ts';
import * as is from '#import/columns.ts';
import { type ColumnMap, noun } from '#import/noun.ts';
import { baseCurrency, cyclePrices, cycles, payTypes, priceColumns } from './words.ts';

/** What stands in addresses; made from the name where the source has none. */
const slugOf = (name: string): ColumnMap =>
  is.once(
    'slug',
    (row, look) => slug(String(row.slug || is.plain(row, name, look))) || `${look.id}`,
    'slug',
    ({ id }) => `${id}`,
  );

export const productGroups = noun({
  name: 'product groups',
  table: 'tblproductgroups',
  target: 'product_groups',
  columns: {
    id: is.int('id'),
    title: is.text('name'),
    slug: { ...slugOf('name'), reads: ['slug', 'name'] },
    headline: is.text('headline'),
    tagline: is.text('tagline'),
    is_hidden: is.flag('hidden'),
    order_template: is.text('orderfrmtpl'),
    sort_order: is.int('order'),
  },
});

const setupMoments = {
  '': 'MANUALLY',
  on: 'ORDER_ACCEPTED',
  order: 'ORDER_PLACED',
  payment: 'PAYMENT_RECEIPT',
};

const payouts = {
  '': 'DEFAULT',
  percentage: 'PERCENTAGE',
  fixed: 'FIXED_AMOUNT',
  none: 'NONE',
};

export const products = noun({
  name: 'products',
  table: 'tblproducts',
  target: 'products',
  columns: {
    id: is.int('id'),
    group_id: is.owner('product groups', 'gid'),
    type_id: is.named('type', 'product_types.key', (type) =>
      /^(hostingaccount|reselleraccount|server)$/.test(type) ? type : 'other',
    ),
    currency_code: baseCurrency,
    name: is.text('name'),
    slug: { ...slugOf('name'), reads: ['slug', 'name'] },
    description: is.html('description'),
    is_hidden: is.flag('hidden'),
    is_retired: is.flag('retired'),
    sort_order: is.int('order'),
    stock_controlled: is.flag('stockcontrol'),
    stock_quantity: is.int('qty'),
    quantity_allowed: is.flag('allowqty'),
    pay_type: is.oneOf('paytype', payTypes, 'RECURRING'),
    is_taxed: is.flag('tax'),
    recurring_cycles_limit: is.int('recurringcycles'),
    auto_terminate_days: is.int('autoterminatedays'),
    prorata_enabled: is.flag('proratabilling'),
    prorata_day: is.int('proratadate'),
    prorata_next_month_after_day: is.int('proratachargenextmonth'),
    setup_moment: is.oneOf('autosetup', setupMoments, 'MANUALLY'),
    server_module: is.text('servertype'),
    server_group_id: is.ref('server groups', 'servergroup'),
    server_package_name: is.text('configoption1'),
    subdomain_options: is.parts('subdomain', /,/),
    domain_required: is.flag('showdomainoptions'),
    free_domain: is.oneOf(
      'freedomain',
      { '': 'NONE', once: 'WITHOUT_RENEWAL', on: 'WITH_RENEWAL' },
      'NONE',
    ),
    free_domain_cycles: is.made(['freedomainpaymentterms'], (row) =>
      String(row.freedomainpaymentterms ?? '')
        .split(',')
        .map((cycle) => cycles[cycle.trim().toLowerCase()])
        .filter((cycle) => cycle !== undefined),
    ),
    free_domain_tlds: is.made(['freedomaintlds'], (row) =>
      String(row.freedomaintlds ?? '')
        .split(',')
        .map((tld) => tld.trim().replace(/^\./, ''))
        .filter(Boolean),
    ),
    config_options_upgradable: is.flag('configoptionsupgrade'),
    affiliate_payout: is.oneOf('affiliatepaytype', payouts, 'DEFAULT'),
    affiliate_recurring: is.unless('affiliateonetime'),
    affiliate_amount: is.money('affiliatepayamount'),
    created_at: is.firstTime('created_at'),
  },
  left: {
    configoption2: 'further settings of a server module are made anew, like those after it',
    welcomeemail: 'emails have templates of their own here',
  },
});

export const productPrices = noun({
  name: 'product prices',
  table: 'tblpricing',
  query: `(select p.*, o.paytype from tblpricing p left join tblproducts o on o.id = p.relid
           where p.type = 'product')`,
  target: 'product_prices',
  key: ['product_id', 'currency_code', 'cycle'],
  spread: {
    reads: ['relid', 'currency', 'paytype', ...priceColumns],
    refers: ['products'],
    rows: (row, look) =>
      cyclePrices(row, look, { product_id: is.needed('products', Number(row.relid), look) }),
  },
});
