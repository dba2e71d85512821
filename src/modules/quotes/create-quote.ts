import { concernedField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { normalizeEmail } from '#core/text.ts';
import { Client } from '#modules/clients/client.ts';
import { Currency } from '#modules/clients/currency.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { accept } from './accept.ts';
import { ProspectInput } from './prospect-input.ts';
import {
  pricedQuote,
  QuoteLineInput,
  quoteLinesRule,
  quoteText,
  taxedClient,
} from './quote-lines.ts';
import { Quote, QuoteStage } from './quote.ts';
import { quoteFor } from './visible.ts';

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
      validate: quoteLinesRule,
    }),
    proposal: t.string({
      description: 'Text shown above the lines, up to 20,000 characters.',
      validate: quoteText,
    }),
    customerNotes: t.string({
      description: 'Text shown below the lines, up to 20,000 characters.',
      validate: quoteText,
    }),
    adminNotes: t.string({ description: 'Notes that only staff can read.', validate: quoteText }),
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
    const { lines, columns } = await pricedQuote(work.tx, input.lines, recipient);
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
        ...columns,
        proposal: input.proposal ?? '',
        customerNotes: input.customerNotes ?? '',
        adminNotes: input.adminNotes ?? '',
        createdByAdminId: work.actor.adminId,
        items: { create: lines },
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
    client: concernedField(t, Client, 'The client with the quote; null for a prospect.'),
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
    const client = await clientFor(work, keyOf(clientId), taxedClient);
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
