import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import type { LegacyMessage } from '#transports/rapi/legacy.ts';
import type { ErrorCode } from '#core/errors.ts';
import { base64Php, keyed, scalarText } from '#transports/rapi/params-data.ts';
import { country, email, flag, id, ipAddress, line, text } from '#transports/rapi/params.ts';

/** Custom fields by their id; any scalar is read as text. */
export const customFields = base64Php(keyed(scalarText(65_535))).transform((values, context) =>
  Object.entries(values).map(([field, value]) => {
    const isNumber = /^[1-9]\d{0,9}$/.test(field) && Number(field) < 2 ** 31;
    if (!isNumber)
      context.addIssue({
        code: 'custom',
        message: 'must have the number of a custom field as its key',
        path: [field],
      });
    return { fieldId: encodeId('CustomField', field), value };
  }),
);

/** The parameters AddClient and ClientSignup share. */
export const newClient = {
  first_name: line(255),
  last_name: line(255),
  company_name: line(255).optional(),
  email,
  address1: line(255),
  address2: line(255).optional(),
  city: line(255),
  state: line(255),
  postcode: line(32),
  country,
  phonenumber: line(40),
  tax_id: line(64).optional(),
  security_qid: id.optional(),
  security_qans: line(255).optional(),
  currency: id.optional(),
  custom_fields: customFields.optional(),
  language: line(42).optional(),
  user_ip: ipAddress.optional(),
  notes: text(20_000).optional(),
  marketing_emails_opt_in: flag.default(false),
  // The renamed `noemail`: a true value keeps the email back.
  send_mail: flag.default(false),
};

const shape = z.object(newClient);

/** The same as the graph wants them. */
export const newClientInput = (p: z.output<typeof shape>) => ({
  firstName: p.first_name,
  lastName: p.last_name,
  companyName: p.company_name,
  email: p.email,
  address1: p.address1,
  address2: p.address2,
  city: p.city,
  state: p.state,
  postcode: p.postcode,
  country: p.country,
  phoneNumber: p.phonenumber,
  taxId: p.tax_id,
  securityQuestionId: globalId('SecurityQuestion', p.security_qid),
  securityAnswer: p.security_qans,
  currencyId: globalId('Currency', p.currency),
  customFields: p.custom_fields,
  language: p.language,
  ipAddress: p.user_ip,
  notes: p.notes,
  marketingOptIn: p.marketing_emails_opt_in,
  sendWelcomeEmail: !p.send_mail,
});

/** The old words for what a new client lacks. */
export const newClientMissing = {
  first_name: 'You did not enter your first name',
  last_name: 'You did not enter your last name',
  email: 'You did not enter your email address',
  // Two spaces, as it always was.
  address1: 'You did not enter your  address line 1',
  city: 'You did not enter your city',
  state: 'You did not enter your state',
  postcode: 'You did not enter your postcode',
  country: 'Valid country required',
  phonenumber: 'You did not enter your phone number',
};

/** The old words for what of a new client cannot be read. */
export const newClientWrong = {
  email: 'The email address you entered was not valid',
  country: 'Valid country required',
};

/** The old words for custom fields that are not filled in as they must. */
export const customFieldErrors = {
  CUSTOM_FIELD_REQUIRED: ({ name }) =>
    `You did not provide required custom field value for ${String(name)}`,
} satisfies Partial<Record<ErrorCode, LegacyMessage>>;

/** The old words for what a new client is refused with. */
export const newClientErrors = {
  CLIENT_EMAIL_TAKEN: 'The email address entered is not available for use.',
  USER_EMAIL_TAKEN: 'A user already exists with that email address',
  OWNER_NOT_FOUND: 'Invalid Owner User ID',
  PHONE_INVALID: 'Invalid telephone phone number',
  ...customFieldErrors,
} satisfies Partial<Record<ErrorCode, LegacyMessage>>;
