import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { lineInput, quoteLines } from '#transports/rapi/billing/line-items.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { choice, country, date, email, line, optionalId, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { stages } from './stages.ts';

export const CreateQuote = legacy({
  params: clientFields(
    {
      subject: line(255),
      date_created: date.optional(),
      date_expiry: date,
      status: choice(stages).default('DRAFT'),
      client_id: optionalId,
      first_name: line(255).optional(),
      last_name: line(255).optional(),
      company: line(255).optional(),
      email: email.optional(),
      address1: line(255).optional(),
      address2: line(255).optional(),
      city: line(255).optional(),
      state: line(255).optional(),
      post_code: line(32).optional(),
      country: country.optional(),
      phone_number: line(40).optional(),
      currency: optionalId,
      line_items: quoteLines,
      proposal_notes: text(20_000).optional(),
      customer_notes: text(20_000).optional(),
      admin_notes: text(20_000).optional(),
    },
    'client_id',
  ),
  operation: graphql(`
    mutation CreateQuote($input: CreateQuoteInput!) {
      createQuote(input: $input) { quote { databaseId } }
    }
  `),
  variables: (p) => ({
    input: {
      subject: p.subject,
      stage: p.status,
      createdOn: p.date_created,
      validUntilOn: p.date_expiry,
      clientId: p.client_id ? encodeId('Client', p.client_id) : undefined,
      prospect: {
        firstName: p.first_name,
        lastName: p.last_name,
        companyName: p.company,
        email: p.email,
        address1: p.address1,
        address2: p.address2,
        city: p.city,
        state: p.state,
        postcode: p.post_code,
        countryCode: p.country,
        phoneNumber: p.phone_number,
      },
      currencyId: p.currency ? encodeId('Currency', p.currency) : undefined,
      lines: p.line_items.map((line) => ({
        ...lineInput(line),
        description: line.name,
        unitPrice: line.rate,
      })),
      proposal: p.proposal_notes,
      customerNotes: p.customer_notes,
      adminNotes: p.admin_notes,
    },
  }),
  present: ({ createQuote: { quote } }) => ({
    quoteid: idText(quote.databaseId),
    quote_id: idText(quote.databaseId),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
  missing: { subject: 'Subject is required', date_expiry: 'Valid Until is required' },
  wrong: { status: 'Invalid Stage' },
});
