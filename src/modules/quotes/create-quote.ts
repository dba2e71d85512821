import { z } from 'zod';
import { today } from '#core/clock.ts';
import { exact } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { toDate } from '#core/dates.ts';
import { normalizeEmail } from '#core/text.ts';
import { percentRule, priceRule, quantityRule } from '#modules/billing/invoices/line-input.ts';
import { lineAmount, lineTaxes, totalsOf } from '#modules/billing/invoices/lines.ts';
import { ensure } from '#modules/billing/invoices/lock.ts';
import { ensureRecordable } from '#modules/billing/recordable.ts';
import { taxesOf } from '#modules/billing/tax/taxes-of.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { Client } from '#modules/clients/client.ts';
import { Currency } from '#modules/clients/currency.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { isStaff } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { accept } from './accept.ts';
import { Quote, QuoteStage } from './quote.ts';
import { quoteFor } from './visible.ts';

const QuoteLineInput = builder.inputType('QuoteLineInput', {
  description: 'A line of a quote.',
  fields: (t) => ({
    description: t.string({
      required: true,
      description: 'What is offered.',
      validate: z.string().trim().min(1, 'is required').max(5_000),
    }),
    quantity: t.field({ type: 'Decimal', description: 'How many; 1.', validate: quantityRule }),
    unitPrice: t.field({
      type: 'Decimal',
      required: true,
      description: 'For one.',
      validate: priceRule,
    }),
    discountPercent: t.field({
      type: 'Decimal',
      description: 'Taken off, in percent; 0.',
      validate: percentRule,
    }),
    isTaxed: t.boolean({
      description: 'It is taxed; as the setting TaxCustomInvoices says when left out.',
    }),
  }),
});

const short = z.string().trim().max(255);
const long = z.string().max(20_000);

const ProspectInput = builder.inputType('ProspectInput', {
  description: 'Somebody who may become a client.',
  fields: (t) => ({
    firstName: t.string({ description: 'First name.', validate: short }),
    lastName: t.string({ description: 'Last name.', validate: short }),
    companyName: t.string({ description: 'Company.', validate: short }),
    email: t.string({
      description: 'E-mail address.',
      validate: short.refine(
        (text) => normalizeEmail(text) !== undefined,
        'must be an e-mail address',
      ),
    }),
    address1: t.string({ description: 'First line of the address.', validate: short }),
    address2: t.string({ description: 'Second line of the address.', validate: short }),
    city: t.string({ description: 'Town or city.', validate: short }),
    state: t.string({ description: 'State or county.', validate: short }),
    postcode: t.string({ description: 'Postal code.', validate: short }),
    countryCode: t.field({ type: 'CountryCode', description: 'Country.' }),
    phoneNumber: t.string({ description: 'Telephone number.', validate: short }),
    taxId: t.string({ description: 'Tax number, such as its VAT number.', validate: short }),
  }),
});

command('createQuote', {
  legacy: 'CreateQuote',
  description: 'Write a quote for a client or a prospect.',
  permission: 'quotes:write',
  input: (t) => ({
    subject: t.string({
      required: true,
      description: 'What it is about.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    stage: t.field({
      type: QuoteStage,
      defaultValue: 'DRAFT',
      description: 'Where it stands; ACCEPTED makes its invoice at once.',
    }),
    createdOn: t.field({ type: 'Date', description: 'Its date; today.' }),
    validUntilOn: t.field({ type: 'Date', required: true, description: 'Its last day.' }),
    clientId: t.globalID({ for: Client, description: 'Whose; left out for a prospect.' }),
    prospect: t.field({ type: ProspectInput, description: 'For whom, where that is no client.' }),
    currencyId: t.globalID({
      for: Currency,
      description: 'What a prospect’s quote is in; of a client it can only be the client’s own.',
    }),
    lines: t.field({
      type: [QuoteLineInput],
      required: true,
      description: 'Its lines.',
      validate: z.array(z.any()).min(1, 'must be at least one line').max(200),
    }),
    proposal: t.string({ description: 'Text above the lines.', validate: long }),
    customerNotes: t.string({ description: 'Text below the lines.', validate: long }),
    adminNotes: t.string({ description: 'For staff.', validate: long }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'CURRENCY_NOT_FOUND',
    'QUOTE_RECIPIENT_MISSING',
    'QUOTE_EXPIRED',
    'INVOICE_TOTAL_NEGATIVE',
    'AMOUNT_TOO_LARGE',
  ],
  run: async (work, input) => {
    const recipient = await recipientOf(work, input);
    const { currencyCode } = recipient;
    const taxes = await taxesOf(work.tx, recipient.taxed);
    const isTaxedByDefault = await settingIsOn(work.tx, 'TaxCustomInvoices');
    const priced = input.lines.map((line, sortOrder) => {
      const { quantity, discountPercent, unitPrice, description } = line;
      const factors = {
        quantity: quantity ?? '1',
        unitPrice,
        discountPercent: discountPercent ?? '0',
      };
      const amount = lineAmount(factors, currencyCode);
      ensureRecordable(amount, `lines.${sortOrder}.unitPrice`);
      const isTaxed = line.isTaxed ?? isTaxedByDefault;
      const own = { type: 'CUSTOM', amount, isTaxed, discount: '0' };
      return { description, ...factors, ...own, sortOrder };
    });
    const found = lineTaxes(priced, taxes, currencyCode);
    const lines = priced.map((line, place) => ({ ...line, ...found[place]! }));
    const totals = totalsOf(lines, taxes.mode);
    // As for the invoice it becomes.
    ensureRecordable(totals.total, 'lines');
    ensure(!totals.total.isNegative() || totals.total.isZero(), 'INVOICE_TOTAL_NEGATIVE', 'lines');
    const day = today();
    const stage = input.stage ?? 'DRAFT';
    const { id } = await work.tx.quote.create({
      data: {
        ...recipient.columns,
        subject: input.subject,
        stage: stage === 'ACCEPTED' ? 'DELIVERED' : stage,
        createdOn: input.createdOn ?? toDate(day),
        validUntilOn: input.validUntilOn,
        modifiedOn: toDate(day),
        currencyCode,
        subtotal: totals.subtotal.toFixed(),
        tax: totals.tax.toFixed(),
        tax2: totals.tax2.toFixed(),
        total: totals.total.toFixed(),
        taxRate: exact(taxes.rate).toFixed(),
        taxRate2: exact(taxes.rate2).toFixed(),
        taxMode: taxes.mode,
        taxIsCompound: taxes.isCompound,
        taxName: taxes.name,
        taxName2: taxes.name2,
        taxNote: taxes.note,
        proposal: input.proposal ?? '',
        customerNotes: input.customerNotes ?? '',
        adminNotes: input.adminNotes ?? '',
        createdByAdminId: work.actor.adminId,
        items: {
          create: lines.map((line) => ({
            description: line.description,
            quantity: exact(line.quantity).toFixed(),
            unitPrice: exact(line.unitPrice).toFixed(),
            discountPercent: exact(line.discountPercent).toFixed(),
            amount: line.amount.toFixed(),
            isTaxed: line.isTaxed,
            currencyCode,
            sortOrder: line.sortOrder,
          })),
        },
      },
      select: { id: true },
    });
    work.announce('quote.created', { quoteId: id, clientId: recipient.columns.clientId });
    if (stage === 'ACCEPTED') await accept(work, await quoteFor(work, id));
    return { quoteId: id };
  },
  payload: (t) => ({
    quote: t.prismaField({
      type: Quote,
      description: 'The quote as it was written.',
      resolve: (query, { quoteId }, _args, { db }) =>
        db.quote.findUniqueOrThrow({ ...query, where: { id: quoteId } }),
    }),
  }),
});

interface ForWhom {
  clientId?: { typename: string; id: string } | null;
  currencyId?: { typename: string; id: string } | null;
  prospect?: typeof ProspectInput.$inferInput | null;
}

/** Whom a quote is for, and what that means for its money. */
async function recipientOf(work: Work, { clientId, currencyId, prospect }: ForWhom) {
  if (clientId) {
    const select = {
      id: true,
      currencyCode: true,
      countryCode: true,
      state: true,
      taxExempt: true,
      taxId: true,
    };
    const client = await clientFor(
      work,
      keyOf(clientId),
      select as Record<keyof typeof select, true>,
    );
    if (currencyId) await mustBeIts(work, keyOf(currencyId), client.currencyCode);
    return { currencyCode: client.currencyCode, taxed: client, columns: { clientId: client.id } };
  }
  // A prospect is nobody's client yet, so only those who see everybody may write to one.
  if (!isStaff(work.actor)) work.fail('CLIENT_NOT_FOUND', undefined, { field: 'clientId' });
  const received = Object.fromEntries(
    Object.entries(prospect ?? {}).filter((entry): entry is [string, string] => entry[1] != null),
  );
  if (!received.firstName || !received.lastName || !received.email)
    work.fail('QUOTE_RECIPIENT_MISSING', undefined, { field: 'prospect' });
  const where = currencyId ? { id: keyOf(currencyId) } : { isBase: true as const };
  return {
    currencyCode: await currencyOf(work, where),
    taxed: {
      countryCode: received.countryCode ?? '',
      state: received.state ?? '',
      taxExempt: false,
      taxId: received.taxId ?? '',
    },
    columns: { clientId: null, ...received, email: normalizeEmail(received.email ?? '') ?? '' },
  };
}

/** @throws DomainError CURRENCY_NOT_FOUND */
async function currencyOf(work: Work, where: { id: number } | { isBase: true }): Promise<string> {
  const currency = await work.tx.currency.findFirst({ where, select: { code: true } });
  return currency?.code ?? work.fail('CURRENCY_NOT_FOUND', undefined, { field: 'currencyId' });
}

/** Refuses a currency that is not the client's: its invoices are in its own. */
async function mustBeIts({ tx, fail }: Work, id: number, code: string): Promise<void> {
  const currency = await tx.currency.findUnique({ where: { id }, select: { code: true } });
  if (currency?.code === code) return;
  const message = currency && `currencyId: the client’s invoices are in ${code}.`;
  fail('CURRENCY_NOT_FOUND', message ?? undefined, { field: 'currencyId' });
}
