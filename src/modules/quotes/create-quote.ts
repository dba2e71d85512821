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
  description: 'One line of a quote, as it is written.',
  fields: (t) => ({
    description: t.string({
      required: true,
      description: 'Text of the line, shown to the recipient.',
      validate: z.string().trim().min(1, 'is required').max(5_000),
    }),
    quantity: t.field({
      type: 'Decimal',
      description: 'Number of units. Default 1.',
      validate: quantityRule,
    }),
    unitPrice: t.field({
      type: 'Decimal',
      required: true,
      description: "Price of one unit before discount and tax, in the quote's currency.",
      validate: priceRule,
    }),
    discountPercent: t.field({
      type: 'Decimal',
      description: 'Discount on the line in percent, 0 to 100. Default 0.',
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
  description: 'Name and address of somebody who is not a client yet.',
  fields: (t) => ({
    firstName: t.string({ description: 'First name of the prospect.', validate: short }),
    lastName: t.string({ description: 'Last name of the prospect.', validate: short }),
    companyName: t.string({ description: 'Company name of the prospect.', validate: short }),
    email: t.string({
      description: 'E-mail address of the prospect, to which the quote is sent.',
      validate: short.refine(
        (text) => normalizeEmail(text) !== undefined,
        'must be an e-mail address',
      ),
    }),
    address1: t.string({ description: "First line of the prospect's address.", validate: short }),
    address2: t.string({ description: "Second line of the prospect's address.", validate: short }),
    city: t.string({ description: 'Town or city of the prospect.', validate: short }),
    state: t.string({ description: 'State or county of the prospect.', validate: short }),
    postcode: t.string({ description: 'Postal code of the prospect.', validate: short }),
    countryCode: t.field({
      type: 'CountryCode',
      description: 'Country of the prospect, which decides its taxes.',
    }),
    phoneNumber: t.string({
      description: 'Telephone number of the prospect, national or with `+` and the calling code.',
      validate: short,
    }),
    taxId: t.string({ description: 'Tax number, such as its VAT number.', validate: short }),
  }),
});

command('createQuote', {
  legacy: 'CreateQuote',
  description:
    'Write a quote for a client or for a prospect. For staff with `quotes:write`; it is not sent until `sendQuote`.',
  permission: 'quotes:write',
  input: (t) => ({
    subject: t.string({
      required: true,
      description: 'Subject of the quote, shown to the recipient.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    stage: t.field({
      type: QuoteStage,
      defaultValue: 'DRAFT',
      description:
        'Stage to create the quote in. Default DRAFT; ACCEPTED creates the invoice at once.',
    }),
    createdOn: t.field({
      type: 'Date',
      description: "Date of the quote. Default: today in the company's time zone.",
    }),
    validUntilOn: t.field({
      type: 'Date',
      required: true,
      description: 'Last day on which the quote can be accepted.',
    }),
    clientId: t.globalID({
      for: Client,
      description: 'ID of the client the quote is for. Omit for a prospect.',
    }),
    prospect: t.field({
      type: ProspectInput,
      description: 'Person the quote is for, if not a client. Required without `clientId`.',
    }),
    currencyId: t.globalID({
      for: Currency,
      description: 'What a prospect’s quote is in; of a client it can only be the client’s own.',
    }),
    lines: t.field({
      type: [QuoteLineInput],
      required: true,
      description: 'Lines of the quote, 1 to 200.',
      validate: z.array(z.any()).min(1, 'must be at least one line').max(200),
    }),
    proposal: t.string({
      description: 'Text shown above the lines, up to 20,000 characters.',
      validate: long,
    }),
    customerNotes: t.string({
      description: 'Text shown below the lines, up to 20,000 characters.',
      validate: long,
    }),
    adminNotes: t.string({ description: 'Notes that only staff can read.', validate: long }),
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
      description: 'The new quote.',
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
