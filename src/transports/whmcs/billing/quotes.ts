import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import {
  choice,
  country,
  date,
  email,
  id,
  line,
  optionalId,
  text,
} from '#transports/rapi/params.ts';
import { CreateQuote as createCommand } from '#transports/rapi/quotes/CreateQuote.ts';
import { stages } from '#transports/rapi/quotes/stages.ts';
import { respelled } from '#transports/whmcs/action.ts';
import { quoteItems, quoteLinesInput } from './quote-lines.ts';

const prospect = {
  firstname: line(255).optional(),
  lastname: line(255).optional(),
  companyname: line(255).optional(),
  email: email.optional(),
  address1: line(255).optional(),
  address2: line(255).optional(),
  city: line(255).optional(),
  state: line(255).optional(),
  postcode: line(32).optional(),
  country: country.optional(),
  phonenumber: line(40).optional(),
  tax_id: line(64).optional(),
};

const prospectShape = z.object(prospect);
type Prospect = z.output<typeof prospectShape>;

const texts = {
  proposal: text(20_000).optional(),
  customernotes: text(20_000).optional(),
  adminnotes: text(20_000).optional(),
};

function prospectInput(p: Prospect) {
  const input = {
    firstName: p.firstname,
    lastName: p.lastname,
    companyName: p.companyname,
    email: p.email,
    address1: p.address1,
    address2: p.address2,
    city: p.city,
    state: p.state,
    postcode: p.postcode,
    countryCode: p.country,
    phoneNumber: p.phonenumber,
    taxId: p.tax_id,
  };
  return Object.values(input).some((value) => value !== undefined) ? input : undefined;
}

export const CreateQuoteAction = respelled(createCommand, {
  params: clientFields(
    {
      subject: line(255),
      stage: choice(stages),
      validuntil: date,
      datecreated: date.optional(),
      userid: optionalId,
      currency: optionalId,
      lineitems: quoteItems,
      ...prospect,
      ...texts,
    },
    'userid',
  ),
  variables: (p) => ({
    input: {
      subject: p.subject,
      stage: p.stage,
      validUntilOn: p.validuntil,
      createdOn: p.datecreated,
      clientId: globalId('Client', p.userid),
      prospect: prospectInput(p),
      currencyId: globalId('Currency', p.currency),
      lines: quoteLinesInput(p.lineitems),
      proposal: p.proposal,
      customerNotes: p.customernotes,
      adminNotes: p.adminnotes,
    },
  }),
  missing: { subject: 'Subject is required', validuntil: 'Valid Until is required' },
  wrong: { stage: 'Invalid Stage' },
});

export const UpdateQuote = legacy({
  params: fields({
    quoteid: id,
    subject: line(255).optional(),
    stage: choice(stages).optional(),
    validuntil: date.optional(),
    datecreated: date.optional(),
    lineitems: quoteItems.optional(),
    ...prospect,
    ...texts,
  }),
  unsupported: ['userid', 'currency'],
  operation: graphql(`
    mutation UpdateQuote($input: UpdateQuoteInput!) {
      updateQuote(input: $input) {
        quote {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      quoteId: encodeId('Quote', p.quoteid),
      subject: p.subject,
      stage: p.stage,
      validUntilOn: p.validuntil,
      createdOn: p.datecreated,
      lines: p.lineitems && quoteLinesInput(p.lineitems),
      prospect: prospectInput(p),
      proposal: p.proposal,
      customerNotes: p.customernotes,
      adminNotes: p.adminnotes,
    },
  }),
  present: ({ updateQuote: { quote } }) => ({ quoteid: idText(quote.databaseId) }),
  errors: { QUOTE_NOT_FOUND: 'Quote ID Not Found' },
  missing: { quoteid: 'Quote ID Not Found' },
  wrong: { stage: 'Invalid Stage' },
});
