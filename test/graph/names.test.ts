import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });

/** Mutations that mirror no legacy command: the others are found by its name. */
const own = Object.values(schema.getMutationType()!.getFields())
  .filter(({ astNode }) => !astNode?.directives?.some(({ name: { value } }) => value === 'legacy'))
  .map(({ name }) => name);

/**
 * Names from before the rule: what makes a row begins with `create`, what changes one with
 * `update`, and nothing does both. None is added to these.
 */
const FORMER = new Set(
  `addAddon addAdmin addApiCredential addBillableItem addBlockedSender addConfigOption
   addConfigOptionChoice addConfigOptionGroup addDebitNote addEmailTemplate addPayMethod
   addPrivateNameserver addPromotion addReseller addServer addServerGroup addTldVouchers addTodoItem
   addWebhook saveAdminRole saveClientGroup saveCustomField saveDepartment saveKnowledgeBaseArticle
   saveKnowledgeBaseCategory saveNetworkIssue savePageHook savePredefinedReply
   savePredefinedReplyCategory saveProductKey saveProductKeys saveSignInProvider saveTicketStatus
   saveUserClient cartUpdateQuantity`.split(/\s+/),
);

/** What the name of a mutation begins with. */
const VERBS = new Set(
  `accept act advance assign cancel change close complete configure create decide delete dismiss execute
   finish forward invite link mark open order pay publish rate receive record refresh replay request
   resend reset resolve retry revoke rotate set settle sign start suspend switch sync test unassign unlink
   unlock update validate watch withdraw`.split(/\s+/),
);

describe('names of mutations that mirror no legacy command (G72)', () => {
  it('begin with a verb; what makes a row is `create`', () => {
    const others = own.filter((name) => !VERBS.has(/^[a-z]+/.exec(name)![0]));
    expect(others.filter((name) => !FORMER.has(name))).toEqual([]);
    // Whoever renames one takes it from the list.
    expect([...FORMER].filter((name) => !own.includes(name))).toEqual([]);
  });

  it('set one value, and no row of several', () => {
    const sets = own.filter((name) => /^set[A-Z]/.test(name));
    expect(sets.toSorted()).toEqual([
      'setBaseCurrency',
      'setCurrency',
      'setExchangeRate',
      'setPriceListPrice',
      'setPriceListPrices',
      'setPriceListSlab',
      'setResellerProductPrices',
      'setResellerTldPrices',
      'setTaxRule',
    ]);
  });
});

describe('a root field that reads one row (G72)', () => {
  /** From before the rule. */
  const former = ['product', 'productGroup', 'domain', 'service'];

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
    expect(odd.toSorted()).toEqual(former.toSorted());
  });
});
