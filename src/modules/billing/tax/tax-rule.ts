import { forStaff } from '#modules/access/visible.ts';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { TaxMode } from '#modules/billing/invoices/invoice.ts';
import { percentRule } from '#schema/decimal-rule.ts';

/** Which tax clients pay. */
export const TaxRule = builder.prismaNode('TaxRule', {
  read: 'billing:read',
  visible: forStaff,
  description:
    'A tax rate for a country and state at one of two levels. At each level the most specific active rule applies.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the tax rule.' }),
    level: t.exposeInt('level', { description: 'Level of the tax, 1 or 2.' }),
    name: t.exposeString('name', { description: 'Name of the tax, printed on invoices.' }),
    country: t.exposeString('countryCode', {
      description: 'Two-letter country code the rule applies to. Empty for every country.',
    }),
    state: t.exposeString('state', {
      description: 'State the rule applies to. Empty for the whole country.',
    }),
    rate: t.expose('rate', { type: 'Decimal', description: 'Rate in percent.' }),
    mode: t.expose('mode', {
      type: TaxMode,
      description: 'Whether prices include the tax or the tax is added.',
    }),
    isCompound: t.exposeBoolean('isCompound', {
      description: 'For level 2: whether the tax is calculated on the amount including level 1.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the rule is applied.' }),
  }),
});

builder.queryField('taxRules', (t) =>
  t.prismaField({
    type: [TaxRule],
    listSize: 100,
    description: 'All tax rules, for staff.',
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
  description:
    'Set the tax rate of a level, country and state. Invoices that were issued before keep theirs.',
  permission: 'system:configure',
  input: (t) => ({
    level: t.int({
      required: true,
      description: 'Level of the tax, 1 or 2.',
      validate: z.int().min(1).max(2),
    }),
    country: t.field({
      type: 'CountryCode',
      description: 'Country the rule applies to. Omit for every country.',
    }),
    state: t.string({
      description: 'State the rule applies to. Omit for the whole country.',
      validate: z.string().trim().max(100),
    }),
    name: t.string({
      required: true,
      description: 'Name of the tax, printed on invoices.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    rate: t.field({
      type: 'Decimal',
      required: true,
      description: 'Rate in percent.',
      validate: percentRule,
    }),
    mode: t.field({
      type: TaxMode,
      description: 'Whether prices include the tax or the tax is added.',
    }),
    isCompound: t.boolean({
      description: 'For level 2: whether the tax is calculated on the amount including level 1.',
    }),
    isActive: t.boolean({ description: 'Whether the rule is applied.' }),
  }),
  errors: [],
  nulls: { state: '' },
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
      description: 'The tax rule after the change.',
      resolve: (query, { taxRuleId }, _args, { db }) =>
        db.taxRule.findUniqueOrThrow({ ...query, where: { id: taxRuleId } }),
    }),
  }),
});

command('deleteTaxRule', {
  description: 'Delete a tax rule. Invoices that were issued before keep their tax.',
  permission: 'system:configure',
  input: (t) => ({
    taxRuleId: t.globalID({
      for: TaxRule,
      required: true,
      description: 'ID of the tax rule to delete.',
    }),
  }),
  errors: ['TAX_RULE_NOT_FOUND'],
  run: async (work, { taxRuleId }) => {
    const id = keyOf(taxRuleId);
    const { count } = await work.tx.taxRule.deleteMany({ where: { id } });
    if (count === 0) work.fail('TAX_RULE_NOT_FOUND');
    work.announce('taxRule.changed', { taxRuleId: id });
    return { taxRuleId: id };
  },
  deletes: { type: 'TaxRule', key: 'taxRuleId' },
});
