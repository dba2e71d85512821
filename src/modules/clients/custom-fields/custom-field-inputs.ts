import { z } from 'zod';
import type { builder } from '#schema/builder.ts';
import { nameRule } from '#schema/defined-fields.ts';
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
export const customFieldInputs = (t: Inputs) => ({
  name: t.string({
    description: 'What it is called, once only for what it belongs to.',
    validate: nameRule,
  }),
  type: t.field({
    type: CustomFieldType,
    description: 'How it is filled in; text unless told. It stays once something is filled in.',
  }),
  description: t.string({
    description: 'Shown beside it.',
    validate: z.string().trim().max(2_000),
  }),
  options: t.stringList({
    description: 'The choices of a dropdown, in order; it needs one at least.',
    validate: optionsRule,
  }),
  regex: t.string({
    description: 'What a value must match, bare or as `/…/i`; empty for anything.',
    validate: regexRule,
  }),
  isRequired: t.boolean({ description: 'Must not be left empty.' }),
  isAdminOnly: t.boolean({ description: 'Hidden from customers.' }),
  isShownOnOrder: t.boolean({ description: 'Ask for it when ordering.' }),
  isShownOnInvoice: t.boolean({ description: 'Print it on invoices.' }),
  sortOrder: t.int({ description: 'Its place among its like.' }),
});
