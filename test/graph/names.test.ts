import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });

/** Former names stay as they were, deprecated. */
const mutations = Object.values(schema.getMutationType()!.getFields()).filter(
  ({ deprecationReason }) => !deprecationReason,
);
const all = new Set(mutations.map(({ name }) => name));

/** Mutations that mirror no legacy command: the others are found by its name. */
const own = mutations
  .filter(({ astNode }) => !astNode?.directives?.some(({ name: { value } }) => value === 'legacy'))
  .map(({ name }) => name);

/** What the name of a mutation begins with. */
const VERBS = new Set(
  `accept act advance assign cancel change close complete configure create decide delete dismiss execute
   finish forward import invite link mark open order pay publish rate receive record refresh replay request
   resend reset resolve retry revoke rotate set settle sign start suspend switch sync test unassign unlink
   unlock update validate watch withdraw`.split(/\s+/),
);

/** What would be worse under a name by the rule, and why. */
const KEPT: Readonly<Record<string, string>> = {
  cartUpdateQuantity: 'stands with the ten mirrored commands of a cart, which begin with `cart`',
};

/** What begins with `set` or `configure`, and the one value, or the known thing, that it is about. */
const SET: Readonly<Record<string, string>> = {
  configureFraudCheck: 'the settings of a module, which is there before it is configured',
  configureGateway: 'the settings of a module, which is there before it is configured',
  configureRegistrar: 'the settings of a module, which is there before it is configured',
  setBaseCurrency: 'which of the currencies is the base',
  setExchangeRate: 'the rate of a currency',
  setPriceListPrice: 'a price, which null takes away',
  setPriceListPrices: 'prices, which null takes away',
  setPriceListSlab: 'the quantity of a threshold, which null takes away',
  setResellerProductPrices: 'agreed prices, which null takes away',
  setResellerTldPrices: 'agreed prices, which null takes away',
  setTaxRule: 'the tax of a level and place: asking first whether there is one would be a race',
};

/** What is created and cannot be changed or deleted by that name, and why. */
const FINAL: Readonly<Record<string, string>> = {
  deleteApiCredential: 'it is revoked: the log goes on naming it',
  deleteCurrency: 'amounts stay in it; `isActive` closes it to new clients',
  deleteDebitNote: 'an invoice: `cancelInvoice`',
  deleteExport: 'ends by itself after its time',
  deleteFundsInvoice: 'an invoice: `cancelInvoice`',
  deleteInvoice: 'the books keep it: `cancelInvoice`',
  deleteTld: 'domains and prices stay under it; `updateTld` takes it off sale',
  deleteTldVouchers: 'one by one: `deleteTldVoucher`',
  updateBlockedSender: 'is nothing but what it blocks',
  updateClientFile: 'is kept as it was stored',
  updateDebitNote: 'an invoice: `updateInvoice`',
  updateExport: 'is what was asked for',
  updateFundsInvoice: 'an invoice: `updateInvoice`',
  updateSandbox: 'is what was asked for',
  updateTldVouchers: 'are codes of a registry',
};

describe('names of mutations that mirror no legacy command (G72)', () => {
  it('begin with a verb; what makes a row is `create`, what changes one is `update`', () => {
    const others = own.filter((name) => !VERBS.has(/^[a-z]+/.exec(name)![0]));
    expect(others.toSorted()).toEqual(Object.keys(KEPT).toSorted());
  });

  it('set one value, and no row of several', () => {
    const sets = own.filter((name) => /^(?:set|configure)[A-Z]/.test(name));
    expect(sets.toSorted()).toEqual(Object.keys(SET).toSorted());
  });

  it('change and delete what they create', () => {
    const nouns = [...all].filter((name) => name.startsWith('create')).map((name) => name.slice(6));
    const wanted = nouns.flatMap((noun) => [`update${noun}`, `delete${noun}`]);
    const lacking = wanted.filter((name) => !all.has(name));
    expect(lacking.toSorted()).toEqual(Object.keys(FINAL).toSorted());
  });
});

describe('a root field that reads one row (G72)', () => {
  /** What the legacy commands narrow down to a client, beside what names the row. */
  const narrowed = ['domain', 'service'];

  it('takes its id, or `by` with exactly one of its names', () => {
    const odd: string[] = [];
    for (const { name, type, args } of Object.values(schema.getQueryType()!.getFields())) {
      const of = getNamedType(type);
      if (!isObjectType(of) || isListType(type) || name === 'node') continue;
      if (!of.getInterfaces().some((one) => one.name === 'Node')) continue;
      if (!args.some((arg) => arg.name === 'id' || arg.name === 'by')) continue;
      const [first, ...more] = args;
      const by = first && getNamedType(first.type);
      const isBy = first?.name === 'by' && isInputObjectType(by) && by.isOneOf;
      if (more.length || !(isBy || String(first?.type) === 'ID!')) odd.push(name);
    }
    expect(odd.toSorted()).toEqual(narrowed);
  });
});
