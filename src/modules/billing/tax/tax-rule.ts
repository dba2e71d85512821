import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { TaxMode } from '#modules/billing/invoices/invoice.ts';
import { percentRule } from '#modules/billing/invoices/line-input.ts';
import { forStaff } from '#modules/billing/visible.ts';

/** Which tax clients pay. */
export const TaxRule = builder.prismaNode('TaxRule', {
  read: 'billing:read',
  description: 'Which tax clients pay, by country and state. At each level the closest rule holds.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    level: t.exposeInt('level', { description: '1 or 2.' }),
    name: t.exposeString('name', { description: 'What it is called on invoices.' }),
    country: t.exposeString('countryCode', { description: 'Two letters; empty for everywhere.' }),
    state: t.exposeString('state', { description: 'Empty for the whole country.' }),
    rate: t.expose('rate', { type: 'Decimal', description: 'In percent.' }),
    mode: t.expose('mode', { type: TaxMode, description: 'Whether prices have it in them.' }),
    isCompound: t.exposeBoolean('isCompound', {
      description: 'Of level 2: taken of the amount with level 1.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'It holds.' }),
  }),
});

builder.queryField('taxRules', (t) =>
  t.prismaField({
    type: [TaxRule],
    description: 'The tax rules, for staff.',
    authScopes: { permission: 'billing:read' },
    resolve: (query, _root, _args, { db, actor }) =>
      db.taxRule.findMany({
        ...query,
        where: forStaff(actor),
        orderBy: [{ level: 'asc' }, { countryCode: 'asc' }, { state: 'asc' }, { id: 'asc' }],
      }),
  }),
);

command('setTaxRule', {
  description: 'Set the tax of a level, a country and a state. Invoices made before keep theirs.',
  permission: 'system:configure',
  input: (t) => ({
    level: t.int({ required: true, description: '1 or 2.', validate: z.int().min(1).max(2) }),
    country: t.field({ type: 'CountryCode', description: 'Left out: everywhere.' }),
    state: t.string({
      description: 'Left out: the whole country.',
      validate: z.string().trim().max(100),
    }),
    name: t.string({
      required: true,
      description: 'What it is called on invoices.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    rate: t.field({
      type: 'Decimal',
      required: true,
      description: 'In percent.',
      validate: percentRule,
    }),
    mode: t.field({ type: TaxMode, description: 'Whether prices have it in them.' }),
    isCompound: t.boolean({ description: 'Of level 2: taken of the amount with level 1.' }),
    isActive: t.boolean({ description: 'It holds.' }),
  }),
  errors: [],
  run: async (work, { level, country, state, name, rate, ...rest }) => {
    const place = { level, countryCode: country ?? '', state: state ?? '' };
    const columns = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null));
    const { id } = await work.tx.taxRule.upsert({
      where: { level_countryCode_state: place },
      create: { ...place, name, rate, ...columns },
      update: { name, rate, ...columns },
      select: { id: true },
    });
    work.announce('taxRule.changed', { taxRuleId: id });
    return { taxRuleId: id };
  },
  payload: (t) => ({
    taxRule: t.prismaField({
      type: TaxRule,
      description: 'The rule as it is now.',
      resolve: (query, { taxRuleId }, _args, { db }) =>
        db.taxRule.findUniqueOrThrow({ ...query, where: { id: taxRuleId } }),
    }),
  }),
});

command('deleteTaxRule', {
  description: 'Delete a tax rule. Invoices made before keep their tax.',
  permission: 'system:configure',
  input: (t) => ({
    taxRuleId: t.globalID({ for: TaxRule, required: true, description: 'Which one.' }),
  }),
  errors: ['TAX_RULE_NOT_FOUND'],
  run: async (work, { taxRuleId }) => {
    const id = keyOf(taxRuleId);
    const { count } = await work.tx.taxRule.deleteMany({ where: { id } });
    if (count === 0) work.fail('TAX_RULE_NOT_FOUND');
    work.announce('taxRule.changed', { taxRuleId: id });
    return { taxRuleId: id };
  },
  payload: (t) => ({
    taxRuleId: t.int({
      description: 'The number of what was deleted.',
      resolve: ({ taxRuleId }) => taxRuleId,
    }),
  }),
});
