import { z } from 'zod';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { normalizeEmail } from '#core/text.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
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

command('updateQuote', {
  description:
    'Change a quote that is not accepted. Omitted fields stay unchanged. New lines, or another address of a prospect, are taxed as of today.',
  permission: 'quotes:write',
  input: (t) => ({
    quoteId: t.globalID({ for: Quote, required: true, description: 'ID of the quote to change.' }),
    subject: t.string({
      description: 'Subject of the quote, shown to the recipient.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    stage: t.field({
      type: QuoteStage,
      description: 'Stage of the quote. It is accepted with `acceptQuote` only.',
    }),
    createdOn: t.field({ type: 'Date', description: 'Date of the quote.' }),
    validUntilOn: t.field({
      type: 'Date',
      description: 'Last day on which the quote can be accepted.',
    }),
    prospect: t.field({
      type: ProspectInput,
      description: 'Changed details of the prospect the quote is for. Not for quotes of clients.',
    }),
    lines: t.field({
      type: [QuoteLineInput],
      description: 'Lines of the quote, 1 to 200, in place of those it has.',
      validate: quoteLinesRule,
    }),
    proposal: t.string({
      description: 'Text shown above the lines, up to 20,000 characters. Empty for none.',
      validate: quoteText,
    }),
    customerNotes: t.string({
      description: 'Text shown below the lines, up to 20,000 characters. Empty for none.',
      validate: quoteText,
    }),
    adminNotes: t.string({
      description: 'Notes that only staff can read. Empty for none.',
      validate: quoteText,
    }),
  }),
  errors: ['QUOTE_NOT_FOUND', 'QUOTE_CLOSED', 'INVOICE_TOTAL_NEGATIVE', 'AMOUNT_TOO_LARGE'],
  nulls: { adminNotes: '', customerNotes: '', proposal: '' },
  run: async (work, { quoteId, lines, prospect, ...fields }) => {
    const { tx, fail, announce } = work;
    const quote = await quoteFor(work, keyOf(quoteId));
    if (quote.stage === 'ACCEPTED') fail('QUOTE_CLOSED');
    if (fields.stage === 'ACCEPTED') wrong(work, 'stage', 'accept it with acceptQuote');
    if (prospect && quote.clientId !== null)
      wrong(work, 'prospect', 'the quote is for a client, whose details it shows');
    const changes = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
    );
    const details = prospectColumns(prospect ?? {});
    const priced =
      lines || prospect
        ? await pricedQuote(tx, lines ?? quote.items, await taxedAs(work, { ...quote, ...details }))
        : null;
    if (priced) await tx.quoteItem.deleteMany({ where: { quoteId: quote.id } });
    await tx.quote.update({
      where: { id: quote.id },
      data: {
        ...changes,
        ...details,
        modifiedOn: toDate(today()),
        ...(priced && { ...priced.columns, items: { create: priced.lines } }),
      },
    });
    const changed = [
      ...Object.keys(changes),
      ...(prospect ? ['prospect'] : []),
      ...(lines ? ['lines'] : []),
    ];
    announce('quote.changed', { quoteId: quote.id, clientId: quote.clientId, changed });
    return { quoteId: quote.id };
  },
  payload: (t) => ({
    quote: t.prismaField({
      type: Quote,
      description: 'The quote after the change.',
      resolve: (query, { quoteId }, _args, { db }) =>
        db.quote.findUniqueOrThrow({ ...query, where: { id: quoteId } }),
    }),
  }),
});

const wrong = ({ fail }: Work, field: string, problem: string): never =>
  fail('BAD_INPUT', `${field}: ${problem}.`, { field });

/** The columns of a prospect's details that were sent. */
const prospectColumns = (provided: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(provided).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string'
        ? [[name, name === 'email' ? (normalizeEmail(value) ?? '') : value]]
        : [],
    ),
  );

/** Whose taxes a quote has. */
async function taxedAs(work: Work, quote: Awaited<ReturnType<typeof quoteFor>>) {
  const { clientId, currencyCode, countryCode, state, taxId } = quote;
  if (clientId === null)
    return { currencyCode, taxed: { countryCode, state, taxId, taxExempt: false } };
  return { currencyCode, taxed: await clientFor(work, clientId, taxedClient) };
}
