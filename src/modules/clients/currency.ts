import { builder } from '#schema/builder.ts';

/** A currency money is held in. */
export const Currency = builder.prismaNode('Currency', {
  read: null,
  description: 'A currency money is held in, and how its amounts are written.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    code: t.expose('code', { type: 'CurrencyCode', description: 'ISO 4217 code.' }),
    prefix: t.exposeString('prefix', { description: 'Written before an amount, e.g. `$`.' }),
    suffix: t.exposeString('suffix', { description: 'Written after an amount, e.g. ` USD`.' }),
    format: t.exposeInt('format', {
      description: '1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234.',
    }),
    exponent: t.exposeInt('exponent', { description: 'Digits after the point.' }),
    rate: t.expose('rate', {
      type: 'Decimal',
      description: 'Units of it for one unit of the base currency.',
    }),
    isBase: t.exposeBoolean('isBase', { description: 'The one all rates refer to.' }),
    isActive: t.exposeBoolean('isActive', { description: 'New clients may choose it.' }),
  }),
});

builder.prismaObjectField('Client', 'currencyDetails', (t) =>
  t.relation('currency', { description: 'What it is billed in, and how that is written.' }),
);
