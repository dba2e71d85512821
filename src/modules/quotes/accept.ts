import { now, today } from '#core/clock.ts';
import { toDate, toDay } from '#core/dates.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { openClient } from '#modules/clients/open-client.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import type { quoteFor } from './visible.ts';

type LockedQuote = Awaited<ReturnType<typeof quoteFor>>;

/**
 * Accepts a quote that is locked: its lines become an invoice, and a prospect a client.
 * @returns the id of the invoice
 * @throws DomainError QUOTE_CLOSED, QUOTE_EXPIRED, QUOTE_RECIPIENT_MISSING
 */
export async function accept(work: Work, quote: LockedQuote): Promise<number> {
  const { tx, fail } = work;
  const day = today();
  if (quote.stage === 'EXPIRED') fail('QUOTE_EXPIRED');
  if (!['DRAFT', 'DELIVERED', 'ON_HOLD'].includes(quote.stage)) fail('QUOTE_CLOSED');
  if (toDay(quote.validUntilOn) < day) fail('QUOTE_EXPIRED');
  const clientId = quote.clientId ?? (await becomeClient(work, quote));
  const invoiceId = await makeInvoice(work, {
    clientId,
    lines: quote.items.map((item) => ({
      type: 'QUOTE' as const,
      description: item.description,
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      discountPercent: item.discountPercent,
      isTaxed: item.isTaxed,
      relatedId: quote.id,
    })),
    notes: quote.customerNotes,
    // What was offered is what is billed, whatever became of the rules meanwhile.
    taxes: {
      rate: quote.taxRate,
      rate2: quote.taxRate2,
      isCompound: quote.taxIsCompound,
      mode: quote.taxMode,
      name: quote.taxName,
      name2: quote.taxName2,
      note: quote.taxNote,
      ruleId: null,
      rule2Id: null,
    },
  });
  work.announce('invoice.created', { invoiceId, clientId, sendEmail: true });
  await publish(work, invoiceId, true);
  await tx.quote.update({
    where: { id: quote.id },
    data: { stage: 'ACCEPTED', acceptedAt: now(), modifiedOn: toDate(day), invoiceId, clientId },
  });
  work.announce('quote.accepted', { quoteId: quote.id, clientId, invoiceId });
  return invoiceId;
}

async function becomeClient(work: Work, quote: LockedQuote): Promise<number> {
  const { firstName, lastName, email } = quote;
  if (!firstName || !lastName || !email) work.fail('QUOTE_RECIPIENT_MISSING');
  const currency = await work.tx.currency.findUniqueOrThrow({
    where: { code: quote.currencyCode },
    select: { id: true },
  });
  const { clientId } = await openClient(
    work,
    {
      firstName,
      lastName,
      email,
      companyName: quote.companyName,
      address1: quote.address1,
      address2: quote.address2,
      city: quote.city,
      state: quote.state,
      postcode: quote.postcode,
      country: quote.countryCode || (await settingText(work.tx, 'Country')),
      phoneNumber: quote.phoneNumber,
      taxId: quote.taxId,
      currencyId: { typename: 'Currency', id: String(currency.id) },
    },
    { signup: false, hashes: { passwordHash: null, securityAnswerHash: null } },
  );
  return clientId;
}
