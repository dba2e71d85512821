import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';

/** A currency money is held in. */
export const Currency = builder.prismaNode('Currency', {
  read: null,
  visible: everyRow,
  description:
    'A currency in which money is held, and the format of its amounts. Needs no permission.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the currency, used by the legacy APIs.',
    }),
    code: t.expose('code', { type: 'CurrencyCode', description: 'ISO 4217 code of the currency.' }),
    prefix: t.exposeString('prefix', { description: 'Text written before an amount, e.g. `$`.' }),
    suffix: t.exposeString('suffix', { description: 'Text written after an amount, e.g. ` USD`.' }),
    format: t.exposeInt('format', {
      description: 'Number format of amounts: 1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234.',
    }),
    exponent: t.int({
      description: 'Number of digits after the decimal point.',
      select: { exponent: true, decimals: true },
      resolve: ({ exponent, decimals }) => decimals ?? exponent,
    }),
    rate: t.expose('rate', {
      type: 'Decimal',
      description: 'Units of the currency for one unit of the base currency.',
    }),
    isBase: t.exposeBoolean('isBase', {
      description: 'Whether this is the base currency, to which all exchange rates refer.',
    }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether new clients may choose the currency.',
    }),
  }),
});

builder.prismaObjectField('Client', 'currencyDetails', (t) =>
  t.relation('currency', {
    description: 'Currency in which the client is billed, with its format.',
  }),
);
