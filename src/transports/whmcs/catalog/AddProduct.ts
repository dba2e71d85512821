import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import type { BillingCycle, CyclePriceInput } from '#generated/rapi/graphql.ts';
import { AddProduct as command } from '#transports/rapi/catalog/AddProduct.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import {
  amount,
  choice,
  clearable,
  flag,
  id,
  integer,
  line,
  optionalId,
} from '#transports/rapi/params.ts';
import { keyed } from '#transports/rapi/params-data.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { isPlainObject } from '#core/plain.ts';
import { type AskStored, respelled } from '#transports/whmcs/action.ts';

/** The six cycles with the names of their price and of their setup fee. */
const cycles = {
  monthly: ['msetupfee', 'MONTHLY'],
  quarterly: ['qsetupfee', 'QUARTERLY'],
  semiannually: ['ssetupfee', 'SEMI_ANNUALLY'],
  annually: ['asetupfee', 'ANNUALLY'],
  biennially: ['bsetupfee', 'BIENNIALLY'],
  triennially: ['tsetupfee', 'TRIENNIALLY'],
} as const satisfies Record<string, readonly [string, BillingCycle]>;

const price = z.preprocess(
  (value) => (value === '' || /^-1(\.0+)?$/.test(String(value)) ? null : value),
  amount.nullable(),
);

type PriceName = keyof typeof cycles | (typeof cycles)[keyof typeof cycles][0];
const priceNames = Object.entries(cycles).flatMap(([name, [setup]]) => [name, setup]);

/** The prices in one currency. Its number is what they stand under; its code comes from `read`. */
const currencyPrices = fields({
  currency: line(3),
  ...(Object.fromEntries(priceNames.map((name) => [name, price.optional()])) as Record<
    PriceName,
    z.ZodOptional<typeof price>
  >),
});

const payTypes = { free: 'FREE', onetime: 'ONE_TIME', recurring: 'RECURRING' } as const;

export const AddProductAction = respelled(command, {
  params: fields({
    name: line(255),
    gid: id,
    type: id,
    paytype: choice(payTypes).default('FREE'),
    description: clearable(100_000),
    slug: line(255).optional(),
    hidden: flag.optional(),
    showdomainoptions: flag.optional(),
    tax: flag.optional(),
    stockcontrol: flag.optional(),
    qty: integer(0, 1_000_000_000).optional(),
    welcomeemail: optionalId,
    servergroupid: optionalId,
    module: line(64).optional(),
    order: integer(0, 1_000_000).optional(),
    autosetup: choice({
      on: 'ORDER_ACCEPTED',
      order: 'ORDER_PLACED',
      payment: 'PAYMENT_RECEIPT',
    }).optional(),
    pricing: keyed(currencyPrices).optional(),
  }),
  unsupported: ['subdomain', 'configoption1', 'isFeatured', 'upgradeemail', 'recommendations'],
  variables: (p) => ({
    input: {
      name: p.name,
      groupId: encodeId('ProductGroup', p.gid),
      typeId: encodeId('ProductType', p.type),
      payType: p.paytype,
      description: p.description,
      slug: p.slug,
      isHidden: p.hidden,
      domainRequired: p.showdomainoptions,
      isTaxed: p.tax,
      stockControlled: p.stockcontrol,
      stockQuantity: p.qty,
      welcomeEmailTemplateId: globalId('EmailTemplate', p.welcomeemail),
      serverGroupId: globalId('ServerGroup', p.servergroupid),
      serverModule: p.module,
      sortOrder: p.order,
      setupMoment: p.autosetup,
      prices: pricesOf(p.paytype, p.pricing ?? {}),
    },
  }),
  missing: {
    name: 'You must supply a name for the product',
    gid: 'You must supply a valid Product Group ID',
    type: 'Invalid product type. Must be one of "hostingaccount", "reselleraccount", "server" or "other"',
  },
  wrong: { paytype: 'Invalid pay type. Must be one of "free", "onetime" or "recurring"' },
});

/** What is paid once stands where the monthly price stands. */
function pricesOf(
  payType: 'FREE' | 'ONE_TIME' | 'RECURRING',
  pricing: Record<string, z.output<typeof currencyPrices>>,
): CyclePriceInput[] {
  if (payType === 'FREE') return [];
  return Object.values(pricing).flatMap(({ currency, ...amounts }) =>
    Object.entries(cycles).flatMap(([name, [setup, cycle]]) => {
      const value = amounts[name as PriceName];
      if (value === null || value === undefined) return [];
      if (payType === 'ONE_TIME' && cycle !== 'MONTHLY') return [];
      const setupFee = amounts[setup] ?? undefined;
      return [
        { currency, price: value, setupFee, cycle: payType === 'ONE_TIME' ? 'ONE_TIME' : cycle },
      ];
    }),
  );
}

const catalog = graphql(`
  query CatalogNumbers {
    productTypes {
      databaseId
      key
    }
    currencies {
      databaseId
      code
    }
  }
`);

interface Catalog {
  productTypes: { databaseId: number; key: string }[];
  currencies: { databaseId: number; code: string }[];
}

/** The kind of product by its word, and prices under the code of their currency for its number. */
export async function withCatalogIds(
  parameters: PlainObject,
  ask: AskStored,
): Promise<PlainObject> {
  const { productTypes, currencies } = (await ask(catalog, {})) as unknown as Catalog;
  const { type, pricing, ...rest } = parameters;
  const wanted =
    typeof type === 'string' && type.trim() ? type.trim().toLowerCase() : 'hostingaccount';
  const found = productTypes.find(({ key, databaseId }) =>
    [key.toLowerCase(), String(databaseId)].includes(wanted),
  );
  const entries = Array.isArray(pricing) ? { ...pricing } : pricing;
  return {
    ...rest,
    type: String(found?.databaseId ?? ''),
    ...(isPlainObject(entries) && {
      pricing: Object.fromEntries(
        Object.entries(entries).map(([number, prices]) => {
          const code = currencies.find(({ databaseId }) => String(databaseId) === number)?.code;
          if (!code)
            throw wrongParameter(`pricing[${number}]`, 'must be under the id of a currency');
          return [number, isPlainObject(prices) ? { ...prices, currency: code } : prices];
        }),
      ),
    }),
  };
}
