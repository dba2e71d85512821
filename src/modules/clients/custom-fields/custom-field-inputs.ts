import { z } from 'zod';
import type { builder } from '#schema/builder.ts';
import { nameRule, unlessGiven } from '#schema/defined-fields.ts';
import { CustomFieldType } from './custom-field.ts';
import { patternOf } from './custom-field-rules.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** Choices as values are compared with them: single spaces, none twice. */
const optionsRule = z
  .array(z.string().max(255))
  .max(200, 'must be 200 at most')
  .transform((options) => [
    ...new Set(options.map((option) => option.replace(/\s+/g, ' ').trim()).filter(Boolean)),
  ]);

const regexRule = z
  .string()
  .trim()
  .max(500)
  .refine((text) => patternOf(text) !== undefined, 'must be a regular expression');

/** What may be told of a custom field besides what it belongs to. */
export const customFieldInputs = (t: Inputs, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description: 'Name of the custom field, unique within the object the field belongs to.',
    validate: nameRule,
  }),
  type: t.field({
    type: CustomFieldType,
    description: isNew
      ? 'Type of the custom field. Default: text.'
      : 'Type of the custom field. The type cannot be changed once a value exists.',
  }),
  description: t.string({
    description: 'Description shown beside the custom field.',
    validate: z.string().trim().max(2_000),
  }),
  options: t.stringList({
    description: 'Choices of a dropdown, in order; at least one is required.',
    validate: optionsRule,
  }),
  regex: t.string({
    description: 'Regular expression a value must match, bare or as `/…/i`; empty for no check.',
    validate: regexRule,
  }),
  isRequired: t.boolean({
    description: `Whether the custom field must be filled in.${unlessGiven(isNew, 'false')}`,
  }),
  isAdminOnly: t.boolean({
    description: `Whether the custom field is hidden from customers.${unlessGiven(isNew, 'false')}`,
  }),
  isShownOnOrder: t.boolean({
    description: `Whether the custom field is filled in when ordering.${unlessGiven(isNew, 'false')}`,
  }),
  isShownOnInvoice: t.boolean({
    description: `Whether the custom field is printed on invoices.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position among the custom fields of the same owner.${unlessGiven(isNew, '0')}`,
  }),
});
