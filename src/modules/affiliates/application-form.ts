import { z } from 'zod';
import type { FormFieldValue } from '#schema/form.ts';

/** What a client fills in to become an affiliate. */
export const applicationFields: readonly FormFieldValue[] = [
  { name: 'website', label: 'Your website', type: 'TEXT', required: true },
  {
    name: 'promotion',
    label: 'How will you bring customers?',
    type: 'TEXTAREA',
    required: true,
  },
  {
    name: 'payout',
    label: 'How would you like to be paid?',
    type: 'SELECT',
    required: false,
    value: 'credit',
    options: { credit: 'As account credit', bank: 'By bank transfer' },
  },
  { name: 'terms', label: 'I accept the affiliate terms', type: 'CHECKBOX', required: true },
];

/** The answers to that form. */
export const applicationAnswers = z.object({
  website: z.url({ protocol: /^https?$/, error: 'must be a web address, https://…' }).max(500),
  promotion: z.string().trim().min(1, 'is required').max(5_000),
  payout: z.enum(['credit', 'bank']).default('credit'),
  terms: z.literal(true, { error: 'must be accepted' }),
});
