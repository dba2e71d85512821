import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Inputs } from '#modules/clients/details.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { raiseVersion } from './raise-version.ts';
import { priceListFor } from './update-price-list.ts';

const place = z.string().max(64);

/** One price of a list, with the place it stands at. */
export const priceInputs = (t: Inputs) => ({
  productKey: t.string({
    required: true,
    description: 'Key of the product the price is for.',
    validate: place,
  }),
  slab: t.int({
    defaultValue: 0,
    description: 'Volume band (slab) of the price, counted from 0.',
    validate: z.int().min(0).max(99),
  }),
  section: t.string({
    defaultValue: '',
    description:
      'Section of the price: `addons`, or the plan type of a web service. Empty for none.',
    validate: place,
  }),
  planId: t.string({
    defaultValue: '',
    description: 'ID of the plan, certificate type or addon. Empty for none.',
    validate: place,
  }),
  band: t.string({
    defaultValue: '',
    description: 'Range of email accounts, or band of a plan type. Empty for none.',
    validate: place,
  }),
  action: t.string({
    defaultValue: '',
    description:
      'Action the price is for: `addnewdomain`, `renewdomain`, `renew`, `add`, `ssl` and so on. Empty for none.',
    validate: place,
  }),
  tenure: t.int({
    defaultValue: 0,
    description:
      'Length of the tenure: years for domains and certificates, months for everything else. 0 for none.',
    validate: z.int().min(0).max(120),
  }),
  price: t.string({
    description:
      'Price in the list’s currency, kept digit for digit: of a domain for each year, of all else for the whole tenure. Null deletes the price.',
    validate: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,8})?$/, 'must be an amount of 0 or more such as 15.95')
      .nullish(),
  }),
  traits: t.field({
    type: 'JSON',
    description:
      'Properties of the plan as an object: `webspace`, `no_of_mail_accounts` (-1 means no limit) and so on. Omitted, they stay unchanged; an empty object clears them.',
    validate: z
      .record(z.string().max(64), z.union([z.string().max(255), z.number(), z.boolean()]))
      .nullish(),
  }),
});

/** A price as an input gives it. */
export interface GivenPrice {
  productKey: string;
  slab?: number | null;
  section?: string | null;
  planId?: string | null;
  band?: string | null;
  action?: string | null;
  tenure?: number | null;
  price?: string | null;
  traits?: Prisma.JsonValue;
}

/**
 * Sets prices of a list or deletes them, in the order they are given.
 * @throws DomainError PRICE_LIST_NOT_FOUND, PRODUCT_KEY_NOT_FOUND or BAD_INPUT for a place given twice
 */
export async function savePrices(
  work: Work,
  priceListId: { typename: string; id: string },
  prices: readonly GivenPrice[],
): Promise<{ priceListId: number }> {
  const { tx, fail } = work;
  const listId = await priceListFor(work, keyOf(priceListId));
  const keys = await tx.productKey.findMany({
    where: { key: { in: [...new Set(prices.map(({ productKey }) => productKey))] } },
  });
  const byKey = new Map(keys.map((row) => [row.key, row]));
  const seen = new Set<string>();
  const rows = prices.map(({ productKey, price, traits, ...at }) => {
    const product = byKey.get(productKey) ?? fail('PRODUCT_KEY_NOT_FOUND');
    const years = product.family === 'DOMAIN' || product.family === 'CERTIFICATE';
    const tenure = at.tenure ?? 0;
    const row = {
      product_key_id: product.id,
      slab: at.slab ?? 0,
      section: at.section ?? '',
      plan_id: at.planId ?? '',
      band: at.band ?? '',
      action: at.action ?? '',
      tenure,
    };
    const spot = JSON.stringify(row);
    if (seen.has(spot))
      fail('BAD_INPUT', `prices: a price of ${productKey} is given twice.`, { field: 'prices' });
    seen.add(spot);
    return {
      ...row,
      tenure_unit: tenure === 0 ? 'NONE' : years ? 'YEARS' : 'MONTHS',
      price: price ?? null,
      traits: traits ?? null,

      sort_order: product.sortOrder,
    };
  });
  await writePrices(work, listId, JSON.stringify(rows));
  await raiseVersion(work, listId);
  return { priceListId: listId };
}

/** Writes the rows in one statement, since a list may have thousands. */
async function writePrices({ tx }: Work, listId: number, rows: string): Promise<void> {
  await tx.$executeRaw`
    delete from price_list_entries e using jsonb_to_recordset(${rows}::jsonb) as g (
      product_key_id int, slab int, section text, plan_id text, band text, action text, tenure int,
      price text)
    where g.price is null and e.list_id = ${listId} and e.product_key_id = g.product_key_id
      and e.slab = g.slab and e.section = g.section and e.plan_id = g.plan_id
      and e.band = g.band and e.action = g.action and e.tenure = g.tenure`;
  await tx.$executeRaw`
    insert into price_list_entries
      (list_id, product_key_id, slab, section, plan_id, band, action, tenure, tenure_unit, price,
       price_text, description, sort_order, updated_at)
    select ${listId}, product_key_id, slab, section, plan_id, band, action, tenure,
           tenure_unit::tenure_unit, price::numeric, price, traits, sort_order, now()
    from rows from (jsonb_to_recordset(${rows}::jsonb) as (
      product_key_id int, slab int, section text, plan_id text, band text, action text, tenure int,
      tenure_unit text, price text, traits jsonb, sort_order int)
    ) with ordinality
    where price is not null
    order by ordinality
    on conflict (list_id, product_key_id, slab, section, plan_id, band, action, tenure) do update
    set price = excluded.price, price_text = excluded.price_text,
        description = coalesce(excluded.description, price_list_entries.description),
        updated_at = now()`;
}

const PriceListPriceInput = builder.inputType('PriceListPriceInput', {
  description: 'Single price of a price list to set or delete.',
  fields: priceInputs,
});

command('setPriceListPrices', {
  description:
    'Set or delete up to 2,000 prices of a price list at once, all or none. The version of the list rises once.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list to change.',
    }),
    prices: t.field({
      type: [PriceListPriceInput],
      required: true,
      description: 'Prices to set or delete. Other prices of the list stay unchanged.',
      validate: z.array(z.any()).min(1, 'is required').max(2_000),
    }),
  }),
  errors: ['PRICE_LIST_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND'],
  run: (work, { priceListId, prices }) => savePrices(work, priceListId, prices as GivenPrice[]),
  payload: priceListPayload,
});
