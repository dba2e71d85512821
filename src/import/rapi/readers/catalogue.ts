import { type CommandReader, readRows } from '#import/rapi/reader.ts';
import { entriesOf, isReply, numberOf, entryText, type Entry } from '#import/rapi/reply.ts';
import { readList } from '#import/rapi/lists.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';
import type { Stage, StageRow } from '#import/rapi/stage.ts';
import { cellOf } from '#import/rapi/cells.ts';

export const productGroupReader: CommandReader = {
  name: 'product groups',
  tables: ['tblproductgroups'],
  commands: ['GetProductsGroups'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetProductsGroups', wrapper: 'groups', item: 'group', paging: 'unpaged' },
      telling(
        'tblproductgroups',
        'id=gid name=title slug headline tagline orderfrmtpl=ordertemplate hidden=ishidden order=orderby',
      ),
      { counted: 'product groups' },
    ),
};

const product = telling(
  'tblproducts',
  `id=pid gid=groupid type name=title slug description servertype=module paytype allowqty
   qty=unitinstock,quantityavailable hidden=ishidden tax=applytax stockcontrol=isstockcontrol
   recurringcycles=recurringcycleslimit autoterminatedays proratabilling=proratabillingenable
   proratadate=proratabillingday proratachargenextmonth=chargenextmonth order=orderby`,
);

const PRICES = [
  'msetupfee',
  'qsetupfee',
  'ssetupfee',
  'asetupfee',
  'bsetupfee',
  'tsetupfee',
].concat(['monthly', 'quarterly', 'semiannually', 'annually', 'biennially', 'triennially']);

/** The rows of prices of something, by the code of their currency. */
export function pricesOf(
  type: string,
  relid: number,
  pricing: unknown,
  currencies: ReadonlyMap<string, number>,
): StageRow[] {
  return Object.entries(isReply(pricing) ? pricing : {}).flatMap(([code, prices]) => {
    const currency = currencies.get(code);
    if (currency === undefined || !isReply(prices)) return [];
    const cells = PRICES.map((name) => [
      name,
      // What is not given is not sold.
      cellOf('decimal', prices[name] ?? '-1', `prices of ${type} ${relid}: ${name}`),
    ]);
    return [{ type, relid, currency, ...Object.fromEntries(cells) }];
  });
}

/** Ids of currencies by their codes. */
export async function currencyIds({ query }: Stage): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ id: number; code: string }>('select id, code from tblcurrencies');
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Products with their prices and the options they are sold with. */
export const productReader: CommandReader = {
  name: 'products',
  tables: [
    'tblproducts',
    'tblpricing',
    'tblproductconfiggroups',
    'tblproductconfiglinks',
    'tblproductconfigoptions',
    'tblproductconfigoptionssub',
  ],
  commands: ['GetProducts'],
  read: async ({ ask, stage, onRows }) => {
    const currencies = await currencyIds(stage);
    const found = new Map<number, Entry>();
    const list = { command: 'GetProducts', wrapper: 'products', item: 'product' } as const;
    const total = await readList(ask, { ...list, paging: 'unpaged' }, (entries) => {
      for (const entry of entries) found.set(numberOf(entry.get('pid') ?? entry.get('id')), entry);
    });
    const all = [...found];
    await stage.together(async () => {
      await stage.query(`delete from tblpricing where type in ('product', 'configoptions')`);
      await stage.query('delete from tblproductconfiglinks');
      await stage.put(
        'tblproducts',
        all.map(([, entry]) => rowOf(product, entry)),
      );
      await stage.put(
        'tblpricing',
        all.flatMap(([pid, entry]) => pricesOf('product', pid, entry.get('pricing'), currencies)),
      );
      await putOptions(stage, all, currencies);
    });
    if (total !== null) await stage.say(new Map([['total of products', String(total)]]));
    await onRows(all.length);
  },
};

const option = telling(
  'tblproductconfigoptions',
  'id optionname=name optiontype=type qtyminimum=minqty qtymaximum=maxqty',
);

const choice = telling('tblproductconfigoptionssub', 'id optionname=rawname,name');

/**
 * The commands tell the options of each product, and not their groups: options that the same products
 * have are a group.
 */
async function putOptions(
  stage: Stage,
  all: readonly (readonly [number, Entry])[],
  currencies: ReadonlyMap<string, number>,
): Promise<void> {
  const options = new Map<number, { entry: Entry; products: number[] }>();
  for (const [pid, entry] of all)
    for (const each of listIn(entry, 'configoptions', 'configoption')) {
      const id = numberOf(each.get('id'));
      const known = options.get(id) ?? { entry: each, products: [] };
      options.set(id, { ...known, products: [...known.products, pid] });
    }
  const groups = new Map<string, { id: number; products: number[] }>();
  for (const [id, { products: sold }] of [...options].toSorted(([a], [b]) => a - b))
    if (!groups.has(sold.join(' '))) groups.set(sold.join(' '), { id, products: sold });
  const names = new Map(all.map(([pid, entry]) => [pid, entryText(entry.get('name'))]));
  await stage.put(
    'tblproductconfiggroups',
    [...groups.values()].map(({ id, products: sold }) => ({
      id,
      name: `Options of ${sold.map((pid) => names.get(pid)).join(', ')}`.slice(0, 200),
    })),
  );
  await stage.put(
    'tblproductconfiglinks',
    [...groups.values()].flatMap(({ id, products: sold }) => sold.map((pid) => ({ gid: id, pid }))),
  );
  for (const [id, { entry, products: sold }] of options) {
    const choices = listIn(entry, 'options', 'option');
    await stage.put('tblproductconfigoptions', [
      { ...rowOf(option, entry), gid: groups.get(sold.join(' '))!.id },
    ]);
    await stage.put(
      'tblproductconfigoptionssub',
      choices.map((each, at) => ({ ...rowOf(choice, each), configid: id, sortorder: at })),
    );
    await stage.put(
      'tblpricing',
      choices.flatMap((each) =>
        pricesOf('configoptions', numberOf(each.get('id')), each.get('pricing'), currencies),
      ),
    );
  }
}

const listIn = (entry: Entry, wrapper: string, item: string): Entry[] =>
  entriesOf({ [wrapper]: entry.get(wrapper) }, wrapper, item);

export const promotionReader: CommandReader = {
  name: 'promotions',
  tables: ['tblpromotions'],
  commands: ['GetPromotions'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetPromotions', wrapper: 'promotions', item: 'promotion', paging: 'unpaged' },
      telling(
        'tblpromotions',
        `id code type recurring value cycles appliesto requires requiresexisting startdate
         expirationdate maxuses uses lifetimepromo applyonce newsignups existingclient onceperclient
         recurfor upgrades notes`,
      ),
      { counted: 'promotions' },
    ),
};

export const serverReader: CommandReader = {
  name: 'servers',
  tables: ['tblservers'],
  commands: ['GetServers'],
  read: async ({ ask, stage }) => {
    const server = telling(
      'tblservers',
      'id name hostname ipaddress maxaccounts=maxallowedservices type=module',
    );
    const found = entriesOf(await ask('GetServers'), 'servers', 'server');
    await stage.put(
      'tblservers',
      found.map((entry) => ({
        ...rowOf(server, entry),
        disabled: cellOf('whole', entry.get('active'), 'active') === '0' ? '1' : '0',
      })),
    );
  },
};
