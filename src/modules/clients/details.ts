import { z } from 'zod';
import { hasControls } from '#core/text.ts';
import { parsePhone } from '#core/phone.ts';
import { DomainError } from '#core/errors.ts';
import type { builder } from '#schema/builder.ts';
import { emailRule } from '#schema/email-rule.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** What declares the fields of an input. */
export type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** One line of text, trimmed. */
export const oneLine = (most = 255) =>
  z
    .string()
    .trim()
    .max(most, `must be at most ${most} characters long`)
    .refine((text) => !hasControls(text), 'must be one line without control characters');

/** One line that is not empty. */
export const filledLine = (most = 255) => oneLine(most).min(1, 'is required');

const words = {
  firstName: 'First name of the person.',
  lastName: 'Last name of the person.',
  companyName: 'Company, if any.',
  email: 'Email address, unique among clients where it is that of a client.',
  address1: 'First line of the address.',
  address2: 'Second line of the address.',
  city: 'Town or city.',
  state: 'State, province or county.',
  postcode: 'Postal code of the address.',
  country: 'Country of the address.',
  phoneNumber: 'Telephone number, national or with `+` and the calling code.',
  taxId: 'VAT or other tax number.',
};

/** Name and address of somebody new, where all that is needed is required. */
export const newDetails = (t: Inputs) => ({
  firstName: t.string({ required: true, description: words.firstName, validate: filledLine() }),
  lastName: t.string({ required: true, description: words.lastName, validate: filledLine() }),
  companyName: t.string({ description: words.companyName, validate: oneLine() }),
  email: t.string({ required: true, description: words.email, validate: emailRule }),
  address1: t.string({ required: true, description: words.address1, validate: filledLine() }),
  address2: t.string({ description: words.address2, validate: oneLine() }),
  city: t.string({ required: true, description: words.city, validate: filledLine() }),
  state: t.string({ required: true, description: words.state, validate: filledLine() }),
  postcode: t.string({ required: true, description: words.postcode, validate: filledLine(32) }),
  country: t.field({ type: 'CountryCode', required: true, description: words.country }),
  phoneNumber: t.string({
    required: true,
    description: words.phoneNumber,
    validate: filledLine(40),
  }),
  taxId: t.string({ description: words.taxId, validate: oneLine(64) }),
});

/** The same where each may be left out and then stays as it is. */
export const someDetails = (t: Inputs) => ({
  firstName: t.string({ description: words.firstName, validate: filledLine() }),
  lastName: t.string({ description: words.lastName, validate: filledLine() }),
  companyName: t.string({ description: words.companyName, validate: oneLine() }),
  email: t.string({ description: words.email, validate: emailRule }),
  address1: t.string({ description: words.address1, validate: oneLine() }),
  address2: t.string({ description: words.address2, validate: oneLine() }),
  city: t.string({ description: words.city, validate: oneLine() }),
  state: t.string({ description: words.state, validate: oneLine() }),
  postcode: t.string({ description: words.postcode, validate: oneLine(32) }),
  country: t.field({ type: 'CountryCode', description: words.country }),
  phoneNumber: t.string({ description: words.phoneNumber, validate: oneLine(40) }),
  taxId: t.string({ description: words.taxId, validate: oneLine(64) }),
});

/** Details as an input has them; what is null or absent was not told. */
export type Details = Partial<Record<keyof typeof words, string | null>>;

/**
 * The columns for what was told of the details; what was not told stays as it is.
 * @param country where a national number belongs when the details do not say
 * @throws DomainError PHONE_INVALID
 */
export function detailColumns(details: Details, country?: string) {
  const { phoneNumber, country: received, ...rest } = details;
  const lines = Object.fromEntries(
    detailNames.filter((name) => rest[name] != null).map((name) => [name, rest[name]]),
  ) as Partial<Record<(typeof detailNames)[number], string>>;
  return {
    ...lines,
    ...(received && { countryCode: received }),
    ...(phoneNumber != null && phoneColumns(phoneNumber, received ?? country)),
  };
}

const detailNames = [
  'firstName',
  'lastName',
  'companyName',
  'email',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'taxId',
] as const;

function phoneColumns(text: string, country?: string) {
  if (!text) return { phoneNumber: '', phoneCountryCode: '' };
  const phone = parsePhone(text, country);
  if (!phone) throw new DomainError('PHONE_INVALID', undefined, { field: 'phoneNumber' });
  return { phoneNumber: phone.national, phoneCountryCode: phone.callingCode };
}
