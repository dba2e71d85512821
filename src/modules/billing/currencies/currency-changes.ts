import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { exponentOf, isoDecimalsOf } from '#core/currency-exponents.ts';
import { exact } from '#core/money.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { Currency } from '#modules/clients/currency.ts';
import { repriceTlds } from '#modules/domains/tlds/tld-prices.ts';
import type { Inputs } from '#modules/clients/details.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { readDecimals } from './decimals.ts';
import { ensure } from '#modules/billing/invoices/lock.ts';

/** The decimals that exchange rates are stored with. */
const RATE_DECIMALS = 8;

const text = z.string().max(10, 'must be at most 10 characters long');

type Types = (typeof builder)['$inferSchemaTypes'];
type Writing = InputShapeFromFields<ReturnType<typeof writingFields>>;

/** How amounts are written. */
const writingFields = (t: Inputs, isNew: boolean) => ({
  prefix: t.string({ description: 'Text written before amounts, e.g. `$`.', validate: text }),
  suffix: t.string({
    description: `Text written after amounts, e.g. \` USD\`.${isNew ? ' Default: a space and the code.' : ''}`,
    validate: text,
  }),
  format: t.int({
    description: `Number format of amounts: 1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234.${isNew ? ' Default: 1.' : ''}`,
    validate: z.int().min(1).max(4),
  }),
  isActive: t.boolean({
    description: `Whether new clients may choose the currency.${isNew ? ' Default: true.' : ''}`,
  }),
  decimals: t.int({
    description:
      'Decimals that amounts are rounded to, fewer than those of ISO 4217 for gateways that take whole units only. Refused once something is booked in the currency. Default: those of ISO 4217.',
    validate: z.int().min(0).max(4),
  }),
});

const currencyPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { currencyId: number }>,
) => ({
  currency: t.prismaField({
    type: Currency,
    description: 'The currency after the change.',
    resolve: async (query, { currencyId }, _args, { app, db }) => {
      // What was just set holds for the next request, before other processes hear of it.
      await readDecimals(app);
      return db.currency.findUniqueOrThrow({ ...query, where: { id: currencyId } });
    },
  }),
});

command('createCurrency', {
  description: 'Create a currency in which clients may be billed.',
  permission: 'system:configure',
  input: (t) => ({
    code: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'ISO 4217 code of the currency. It cannot change later.',
    }),
    rate: t.field({
      type: 'Decimal',
      required: true,
      description: 'Units of the currency for one unit of the base currency.',
    }),
    ...writingFields(t, true),
  }),
  errors: ['CURRENCY_EXISTS', 'RATE_NOT_POSITIVE', 'DECIMALS_INVALID'],
  run: async (work, { code, rate, ...writing }) => {
    const columns = await columnsOf(work, code, writing);
    const made = await work.tx.currency.createManyAndReturn({
      data: { code, exponent: isoDecimalsOf(code), suffix: ` ${code}`, ...columns },
      skipDuplicates: true,
      select: { id: true },
    });
    const [row = work.fail('CURRENCY_EXISTS', undefined, { field: 'code' })] = made;
    await storeRate(work, code, { rate, source: work.actor.id });
    work.announce('currency.changed', { currencyId: row.id });
    return { currencyId: row.id };
  },
  payload: currencyPayload,
});

command('updateCurrency', {
  description:
    'Change how amounts in a currency are written. Omitted fields stay unchanged. Its rate is set by `setExchangeRate`.',
  permission: 'system:configure',
  input: (t) => ({
    code: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'ISO 4217 code of the currency to change.',
    }),
    ...writingFields(t, false),
  }),
  errors: ['CURRENCY_NOT_FOUND', 'CURRENCY_IN_USE', 'DECIMALS_INVALID'],
  nulls: { decimals: null, prefix: '', suffix: '' },
  run: async (work, { code, ...writing }) => {
    const known = await work.tx.currency.findUnique({ where: { code }, select: { id: true } });
    if (!known) return work.fail('CURRENCY_NOT_FOUND', undefined, { field: 'code' });
    const data = await columnsOf(work, code, writing);
    await work.tx.currency.update({ where: { code }, data });
    work.announce('currency.changed', { currencyId: known.id });
    return { currencyId: known.id };
  },
  payload: currencyPayload,
});

const columnsOf = async (work: Work, code: string, { decimals, ...fields }: Writing) => ({
  ...definedFields(fields),
  ...(decimals != null && { decimals: await decimalsFor(work, code, decimals) }),
  ...(decimals === null && { decimals: null }),
});

command('setExchangeRate', {
  description: 'Set the exchange rate of a currency from now on. Earlier rates are kept.',
  permission: 'system:configure',
  input: (t) => ({
    code: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'ISO 4217 code of the currency whose exchange rate is set.',
    }),
    rate: t.field({
      type: 'Decimal',
      required: true,
      description: 'Units of the currency for one unit of the base currency.',
    }),
    source: t.string({
      description: 'Where the exchange rate comes from.',
      validate: z.string().max(100),
    }),
  }),
  errors: ['CURRENCY_NOT_FOUND', 'RATE_NOT_POSITIVE', 'CURRENCY_IN_USE'],
  run: async (work, { code, rate, source }) => {
    const known = await work.tx.currency.findUnique({ where: { code }, select: { id: true } });
    if (!known) return work.fail('CURRENCY_NOT_FOUND', undefined, { field: 'code' });
    await storeRate(work, code, { rate, source: source ?? work.actor.id });
    work.announce('currency.changed', { currencyId: known.id });
    return { currencyId: known.id };
  },
  payload: (t) => ({
    currency: t.prismaField({
      type: Currency,
      description: 'The currency with its new exchange rate.',
      resolve: (query, { currencyId }, _args, { db }) =>
        db.currency.findUniqueOrThrow({ ...query, where: { id: currencyId } }),
    }),
  }),
});

command('setBaseCurrency', {
  description:
    'Choose the currency that rates, TLD prices, late fees, overages, costs and statistics are in. The other rates are converted. Only while nothing is booked.',
  permission: 'system:configure',
  input: (t) => ({
    code: t.field({ type: 'CurrencyCode', required: true, description: 'A known currency.' }),
  }),
  errors: ['CURRENCY_NOT_FOUND', 'CURRENCY_IN_USE'],
  run: async (work, { code }) => {
    const { tx } = work;
    const currencies = await tx.currency.findMany({ orderBy: { id: 'asc' } });
    const base = currencies.find((currency) => currency.code === code);
    if (!base) return work.fail('CURRENCY_NOT_FOUND', undefined, { field: 'code' });
    if (base.isBase) return { currencyId: base.id };
    const booked = await tx.journalEntry.findFirst({ select: { id: true } });
    if (booked)
      work.fail('CURRENCY_IN_USE', 'Something is booked already, so the base currency stays.');
    await tx.currency.updateMany({ where: { isBase: true }, data: { isBase: false } });
    await tx.currency.update({
      where: { code },
      data: { isBase: true, isActive: true, rate: 1 },
    });
    await storeRate(work, code, { rate: exact('1'), source: work.actor.id });
    for (const other of currencies.filter((currency) => currency.code !== code)) {
      const rate = exact(other.rate).div(exact(base.rate)).toDecimalPlaces(RATE_DECIMALS);
      await storeRate(work, other.code, { rate, source: work.actor.id });
    }
    await changeCatalog(work, 'products');
    work.announce('currency.changed', { currencyId: base.id });
    return { currencyId: base.id };
  },
  payload: (t) => ({
    currency: t.prismaField({
      type: Currency,
      description: 'The new base currency.',
      resolve: (query, { currencyId }, _args, { db }) =>
        db.currency.findUniqueOrThrow({ ...query, where: { id: currencyId } }),
    }),
  }),
});

/** Fewer decimals than before, or more, while no amount was booked that would look otherwise. */
async function decimalsFor({ tx }: Work, code: string, decimals: number): Promise<number> {
  ensure(decimals <= isoDecimalsOf(code), 'DECIMALS_INVALID', 'decimals');
  if (decimals === exponentOf(code)) return decimals;
  const booked = await tx.journalEntry.count({ where: { currencyCode: code } });
  ensure(booked === 0, 'CURRENCY_IN_USE', 'decimals');
  return decimals;
}

/** Sets a rate, writes it into the history, and makes prices that derive from it anew. */
async function storeRate(
  work: Work,
  code: string,
  { rate, source }: { rate: { toFixed(): string }; source: string },
): Promise<void> {
  const { tx } = work;
  const value = exact(rate.toFixed());
  ensure(
    value.greaterThan('0.0000001') && value.lessThan('100000000000'),
    'RATE_NOT_POSITIVE',
    'rate',
  );
  const { isBase } = await tx.currency.findUniqueOrThrow({ where: { code } });
  ensure(!isBase || value.equals(1), 'CURRENCY_IN_USE', 'rate');
  await tx.currency.update({ where: { code }, data: { rate: value.toFixed() } });
  await tx.currencyRate.create({
    data: { currencyCode: code, rate: value.toFixed(), source, validFromAt: now() },
  });
  if (isBase) return;
  // Products are converted when they are read, but whoever keeps a copy of the list must know.
  await changeCatalog(work, 'products');
  await repriceTlds(work, [code]);
}
