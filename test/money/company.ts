import type { Currency, Option, Product, Promotion, Store, Sold } from '#test/oracle/shop.ts';
import { type Ask, change, changes } from './ask.ts';

/** The numbers of what a store sells, by their places in it. */
export interface Shelf {
  /** Where its client lives, whose taxes are nobody else's. */
  country: string;
  /** A new client there, in the company's currency and group. */
  addClient(): Promise<string>;
  products: string[];
  addons: string[];
  options: { id: string; choices: string[] }[];
  codes: string[];
}

/** Currencies of every number of decimals; the first is the base. */
export const currencies: Currency[] = [
  { code: 'USD', decimals: 2, rate: '1' },
  { code: 'JPY', decimals: 0, rate: '151.25' },
  { code: 'KWD', decimals: 3, rate: '0.31' },
  { code: 'EUR', decimals: 2, rate: '0.85' },
];

/** A country for each shop, in turn, so that a rule is nobody else's while the shop is open. */
const countries =
  'DE FR IT ES PL AT IN CA NL BE PT SE FI DK IE GR HU CZ SK SI HR RO BG LT LV EE LU NO CH AU NZ ZA';

/** Puts up what all shops share: currencies, a gateway, a shelf. */
export async function openCompany(ask: Ask) {
  for (const { code, rate } of currencies.slice(1))
    await change(ask, 'createCurrency', { code, rate });
  await change(ask, 'configureGateway', {
    name: 'mailin',
    isActive: true,
    settings: [{ name: 'instructions', secretValue: 'Bank' }],
  });
  await setting(ask, 'TaxEnabled', 'on');
  await setting(ask, 'AutoSuspension', 'off');
  const group = await change(ask, 'addProductGroup', { title: 'Shelf' }, 'productGroup { id }');
  const listed = await ask('{ currencies { id code } }', {});
  const currencyIds = new Map<string, string>(
    listed.data.currencies.map(({ id, code }: { id: string; code: string }) => [code, id]),
  );
  let count = 0;
  const next = () => (count += 1);
  return {
    /** Opens a store, by operations of its own where its days are not the company's. */
    open: (store: Store, own: Ask = ask) =>
      openStore(own, store, group.productGroup.id, currencyIds, next()),
  };
}
export type Company = Awaited<ReturnType<typeof openCompany>>;

export const setting = (ask: Ask, name: string, value: string) =>
  change(ask, 'setConfigurationValue', { name, value });

/** Sets the taxes of a country to those of a shop. */
export async function setTaxes(ask: Ask, { taxes }: Store, country: string): Promise<void> {
  const mode = taxes.isInclusive ? 'INCLUSIVE' : 'EXCLUSIVE';
  const rules = [1, 2].map((level) => {
    const tax = taxes.levels[level - 1];
    const isCompound = tax?.isCompound ?? false;
    const rule = { level, country, name: `Tax ${level}`, mode, isCompound };
    return { ...rule, rate: tax?.rate ?? '0', isActive: !!tax };
  });
  await changes(ask, 'setTaxRule', rules);
}

const sold = ({ payType, isTaxed, rows }: Sold) => ({ payType, isTaxed, prices: rows });

async function openStore(
  ask: Ask,
  store: Store,
  groupId: string,
  currencyIds: Map<string, string>,
  number: number,
): Promise<Shelf> {
  const codes = countries.split(' ');
  const country = codes[number % codes.length]!;
  await setTaxes(ask, store, country);
  const optionGroup = await addOptions(ask, store.options, number);
  const listed = store.products.map((product, place) =>
    productInput(product, groupId, `P${number}-${place}`, optionGroup.id),
  );
  const made = await changes(ask, 'addProduct', listed, 'product { id }');
  const products: string[] = made.map(({ product }) => product.id);
  const paths = products.map((productId) => ({
    productId,
    upgradesEnabled: true,
    configOptionsUpgradable: true,
    upgradeProductIds: products.filter((other) => other !== productId),
  }));
  await changes(ask, 'updateProduct', paths);
  const domainAddons = store.addons.map((addon, place) => ({
    name: `A${number}-${place}`,
    productIds: products,
    ...sold(addon),
  }));
  const sellable = await changes(ask, 'createAddon', domainAddons, 'addon { id }');
  const addons: string[] = sellable.map(({ addon }) => addon.id);
  const promotionCodes = store.promotions.map((_, place) => `C${number}-${place}`);
  const cheaper = store.promotions.map((promotion, place) => ({
    code: promotionCodes[place],
    ...promotionInput(promotion, products, addons),
  }));
  await changes(ask, 'createPromotion', cheaper);
  const clientGroupId = await addGroup(ask, store, number);
  const currencyId = currencyIds.get(store.currency.code)!;
  const terms = { country, currencyId, ...(clientGroupId && { groupId: clientGroupId }) };
  const shelf = { products, addons, options: optionGroup.options, codes: promotionCodes, country };
  return { ...shelf, addClient: () => addClient(ask, terms) };
}

function productInput(product: Product, groupId: string, name: string, optionGroup: string) {
  const { prorata, hasOptions, allowsQuantity, rows, payType } = product;
  return {
    groupId,
    typeId: 'ProductType:1',
    name,
    serverModule: 'autorelease',
    setupMoment: 'MANUALLY',
    quantityAllowed: allowsQuantity,
    configOptionGroupIds: hasOptions ? [optionGroup] : [],
    defaultCycle: rows[0]?.cycle ?? payType,
    ...(prorata && {
      prorataEnabled: true,
      prorataDay: prorata.day,
      prorataNextMonthAfterDay: prorata.nextMonthAfterDay,
    }),
    ...sold(product),
  };
}

async function addOptions(ask: Ask, options: Option[], number: number) {
  const made = await change(
    ask,
    'createConfigOptionGroup',
    { name: `O${number}` },
    'configOptionGroup { id }',
  );
  const groupId: string = made.configOptionGroup.id;
  const inputs = options.map(({ isQuantity, choices }, option) => ({
    groupId,
    name: `o${option}|Option ${option}`,
    type: isQuantity ? 'QUANTITY' : 'DROPDOWN',
    choices: choices.map((rows, place) => ({ name: `c${place}|Choice ${place}`, prices: rows })),
  }));
  const fields = 'configOption { id choices { id } }';
  const added = await changes(ask, 'createConfigOption', inputs, fields);
  const rows = added.map(({ configOption: { id, choices } }) => ({
    id: id as string,
    choices: choices.map((choice: { id: string }) => choice.id) as string[],
  }));
  return { id: groupId, options: rows };
}

const promotionInput = (promotion: Promotion, products: string[], addons: string[]) => ({
  type: promotion.type,
  value: promotion.value,
  appliesToProductIds: promotion.products.map((place) => products[place]),
  appliesToAddonIds: promotion.addons.map((place) => addons[place]),
  cycles: promotion.cycles,
  isOncePerOrder: promotion.isOncePerOrder,
  isRecurring: promotion.isRecurring,
  recurForCycles: promotion.renewals,
  upgradesAllowed: promotion.allowsUpgrades,
});

async function addGroup(ask: Ask, { groupPercent }: Store, number: number): Promise<string | null> {
  if (groupPercent === '0') return null;
  const input = { name: `G${number}`, discountPercent: groupPercent };
  return (await change(ask, 'createClientGroup', input, 'clientGroup { id }')).clientGroup.id;
}

async function addClient(ask: Ask, terms: object): Promise<string> {
  const input = {
    firstName: 'Max',
    lastName: 'Money',
    email: `${crypto.randomUUID()}@example.test`,
    address1: '1 High Street',
    city: 'Town',
    state: 'State',
    postcode: '12345',
    phoneNumber: '+442079460000',
    sendWelcomeEmail: false,
    ...terms,
  };
  return (await change(ask, 'addClient', input, 'client { id }')).client.id;
}
