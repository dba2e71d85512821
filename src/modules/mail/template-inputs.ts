import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { normalizeEmail } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { builder } from '#schema/builder.ts';
import { checkWording, inOneLine } from './liquid.ts';
import { subjectLine } from './rules.ts';
import { withTemplateErrors } from './send-email.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const address = z.union([z.literal(''), z.email().max(254)]);

/** What can be said of a template, new or old. */
export const templateFields = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  subject: t.string({
    description: 'Subject of the template, in Liquid.',
    validate: subjectLine,
  }),
  html: t.string({
    description: 'HTML body of the template, in Liquid.',
    validate: z.string().min(1).max(200_000),
  }),
  text: t.string({
    description:
      'Plain-text body of the template, in Liquid. When empty, generated from the HTML body.',
    validate: z.string().max(200_000),
  }),
  isDisabled: t.boolean({
    description: 'Whether the template is disabled. Emails of a disabled template are not sent.',
  }),
  isWelcome: t.boolean({
    description: 'Whether the template is offered as a welcome email of products and domains.',
  }),
  fromName: t.string({
    description: 'Sender name of the template. Empty for the default sender.',
    validate: z.string().max(200),
  }),
  fromEmail: t.string({
    description: 'Sender address of the template. Empty for the default address.',
    validate: address,
  }),
  replyTo: t.string({
    description: 'Reply-to address of the template. Empty for the default.',
    validate: address,
  }),
  cc: t.stringList({
    description: 'Addresses that get a visible copy (CC) of every email.',
    validate: z.array(z.email().max(254)).max(20),
  }),
  bcc: t.stringList({
    description: 'Addresses that get a hidden copy (BCC) of every email.',
    validate: z.array(z.email().max(254)).max(20),
  }),
});

/** A template's fields as somebody gives them; what is left out stays. */
export interface TemplateInput {
  subject?: string | null | undefined;
  html?: string | null | undefined;
  text?: string | null | undefined;
  isDisabled?: boolean | null | undefined;
  isWelcome?: boolean | null | undefined;
  fromName?: string | null | undefined;
  fromEmail?: string | null | undefined;
  replyTo?: string | null | undefined;
  cc?: string[] | null | undefined;
  bcc?: string[] | null | undefined;
}

/**
 * The columns an input changes.
 * @throws DomainError EMAIL_TEMPLATE_INVALID for Liquid that cannot be read, BAD_INPUT for a sender's
 * name of several lines
 */
export function templateData(input: TemplateInput) {
  const { subject, html, text, isDisabled, isWelcome, fromName, fromEmail, replyTo } = input;
  withTemplateErrors(() =>
    checkWording({ subject: subject ?? '', html: html ?? '', text: text ?? '' }),
  );
  if (fromName && inOneLine(fromName) !== fromName.trim())
    throw new DomainError('BAD_INPUT', 'fromName: must be one line.', { field: 'fromName' });
  const emails = (list: string[]) => list.flatMap((provided) => normalizeEmail(provided) ?? []);
  return {
    ...(subject && { subject: inOneLine(subject) }),
    ...(html && { html }),
    ...(typeof text === 'string' && { text }),
    ...(typeof isDisabled === 'boolean' && { isDisabled }),
    ...(typeof isWelcome === 'boolean' && { isWelcome }),
    ...(typeof fromName === 'string' && { fromName: fromName.trim() }),
    ...(typeof fromEmail === 'string' && { fromEmail }),
    ...(typeof replyTo === 'string' && { replyTo }),
    ...(input.cc && { cc: emails(input.cc) }),
    ...(input.bcc && { bcc: emails(input.bcc) }),
  } satisfies Prisma.EmailTemplateUpdateInput;
}
