import { z } from 'zod';
import { normalizeEmail } from '#core/text.ts';
import { builder } from '#schema/builder.ts';

const short = z.string().trim().max(255);

export const ProspectInput = builder.inputType('ProspectInput', {
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
