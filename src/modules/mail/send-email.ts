import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Permission } from '#core/permissions.ts';
import type {
  EmailTemplate as TemplateRow,
  EmailTemplateType as Type,
} from '#generated/prisma/client.ts';
import { ofVisibleClient, visibleClients } from '#modules/access/visible.ts';
import { forbidden } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { EmailTemplate } from './email-template.ts';
import { Email } from './email.ts';
import { EmailTemplateType } from './enums.ts';
import { topicsOfTemplate } from './announced.ts';
import { checkWording, TemplateError, type Wording } from './liquid.ts';
import type { TopicKind } from './topic.ts';
import { subjectLine } from './rules.ts';
import { writeEmail } from './write-email.ts';
import { visibleTemplates } from './visible.ts';

/** What an email of each type that can be sent manually is about, and how its global id is called. */
export const abouts = {
  GENERAL: { about: 'client', typename: 'Client' },
  NOTIFICATION: { about: 'client', typename: 'Client' },
  PRODUCT: { about: 'service', typename: 'Service' },
  DOMAIN: { about: 'domain', typename: 'Domain' },
  INVOICE: { about: 'invoice', typename: 'Invoice' },
  SUPPORT: { about: 'ticket', typename: 'Ticket' },
  AFFILIATE: { about: 'affiliate', typename: 'Affiliate' },
  QUOTE: { about: 'quote', typename: 'Quote' },
} as const satisfies Partial<Record<Type, { about: TopicKind; typename: string }>>;

/** A type of email that can be sent manually. */
export type Sendable = keyof typeof abouts;

/** The same, and what some templates of the type GENERAL are about. */
const relations = { ...abouts, ORDER: { about: 'order', typename: 'Order' } } as const;

/** The permission to read what an email is about. */
const readers = {
  GENERAL: 'clients:read',
  NOTIFICATION: 'clients:read',
  PRODUCT: 'services:read',
  DOMAIN: 'domains:read',
  INVOICE: 'billing:read',
  SUPPORT: 'support:read',
  AFFILIATE: 'affiliates:read',
  QUOTE: 'quotes:read',
  ORDER: 'orders:read',
} as const satisfies Record<Sendable | 'ORDER', Permission>;

/**
 * Whoever chooses the words of an email can have any value of what it is about put into them, and
 * must be allowed to read it. A credential with a list of commands was given the command itself.
 * @throws DomainError FORBIDDEN
 */
export function ensureMayQuote(actor: Actor, kind: Sendable | 'ORDER'): void {
  if (actor.commands === null && !actor.permissions.has(readers[kind]))
    throw forbidden(actor, readers[kind]);
}

/** What an email of a type is about; a template that an event asks for has a topic of its own. */
function kindOf(type: Sendable, template: string | undefined): Sendable | 'ORDER' {
  const topics = template === undefined ? [] : topicsOfTemplate(template);
  if (topics.length === 0 || topics.includes(abouts[type].about)) return type;
  if (topics.includes('order')) return 'ORDER';
  throw new DomainError('EMAIL_RELATED_WRONG', undefined, { field: 'templateId' });
}

command('sendEmail', {
  legacy: 'SendEmail',
  description:
    'Send a client an email about the client, a service, a domain, an invoice or another object, from a template or with a custom text. The client gets the email regardless of its email preferences, its contacts only if they want emails of this kind. A custom text asks for the permission to read the object.',
  permission: 'mail:send',
  input: (t) => ({
    templateId: t.globalID({
      for: EmailTemplate,
      description: 'ID of the email template to send.',
    }),
    templateName: t.string({ description: 'Name of the email template, instead of `templateId`.' }),
    type: t.field({
      type: EmailTemplateType,
      description: 'Kind of object a custom text is about. A template has its own type.',
    }),
    relatedId: t.globalID({
      required: true,
      description:
        'ID of the object the email is about: `Client:7`, `Service:7`, `Domain:7`, `Invoice:7` and so on; `Order:7` for the templates about orders.',
    }),
    subject: t.string({
      description: 'Custom subject, in Liquid.',
      validate: subjectLine,
    }),
    html: t.string({
      description: 'Custom HTML body, in Liquid.',
      validate: z.string().max(200_000),
    }),
    variables: t.field({
      type: 'JSON',
      description: 'Additional values, available as `custom` in the template.',
    }),
  }),
  errors: [
    'EMAIL_TEMPLATE_REQUIRED',
    'EMAIL_TEMPLATE_NOT_FOUND',
    'EMAIL_TEMPLATE_DISABLED',
    'EMAIL_TEMPLATE_INVALID',
    'EMAIL_SUBJECT_REQUIRED',
    'EMAIL_MESSAGE_REQUIRED',
    'EMAIL_RELATED_NOT_FOUND',
    'EMAIL_RELATED_WRONG',
    'EMAIL_NOT_WRITTEN',
    'FORBIDDEN',
  ],
  run: async (work, input) => {
    const { templateId, templateName, subject, html, variables } = input;
    const requested = templateId
      ? { id: keyOf(templateId) }
      : templateName
        ? { name: templateName }
        : null;
    // A type alone asks for a template; words of one's own come as a subject and a text.
    if (!requested && input.type && !subject && !html)
      throw new DomainError('EMAIL_TEMPLATE_REQUIRED');
    const words = requested ? await templates(work, requested) : customWording(subject, html);
    const type = 'subject' in words ? (input.type ?? 'GENERAL') : (words[0]?.type ?? 'GENERAL');
    if (!(type in abouts))
      throw new DomainError('EMAIL_RELATED_WRONG', undefined, { field: 'type' });
    const name = 'subject' in words ? undefined : words[0]?.name;
    const kind = kindOf(type as Sendable, name);
    const { about, typename } = relations[kind];
    if (input.relatedId.typename !== typename)
      throw new DomainError('EMAIL_RELATED_WRONG', undefined, { field: 'relatedId' });
    const id = keyOf(input.relatedId);
    if ('subject' in words) ensureMayQuote(work.actor, kind);
    await ensureVisible(work, kind, id);
    const emailIds = await writeEmail(work, {
      about,
      id,
      type,
      words,
      always: true,
      extra: () => ({ custom: variables ?? {} }),
    });
    if (emailIds.length === 0) throw new DomainError('EMAIL_NOT_WRITTEN');
    return { emailIds };
  },
  payload: (t) => ({
    emails: t.prismaField({
      listSize: 100,
      type: [Email],
      description: 'Emails that were written. Whether each was sent is in its `status`.',
      resolve: (query, { emailIds }, _args, { db }) =>
        db.email.findMany({ ...query, where: { id: { in: emailIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
});

/** The template in every language it has, if it may be sent. */
async function templates(
  { tx, actor }: Work,
  which: { id: number } | { name: string },
): Promise<TemplateRow[]> {
  const where = { AND: [which, visibleTemplates(actor)] };
  const found = await tx.emailTemplate.findFirst({ where, orderBy: { language: 'asc' } });
  if (!found || found.type === 'ADMIN' || found.type === 'USER')
    throw new DomainError('EMAIL_TEMPLATE_NOT_FOUND');
  if (found.isDisabled) throw new DomainError('EMAIL_TEMPLATE_DISABLED');
  return tx.emailTemplate.findMany({
    where: { name: found.name, isDisabled: false },
    orderBy: { language: 'asc' },
  });
}

/** Words of the moment. @throws DomainError when they are not whole, or cannot be read */
export function customWording(
  subject: string | null | undefined,
  html: string | null | undefined,
): Wording {
  if (!subject) throw new DomainError('EMAIL_SUBJECT_REQUIRED', undefined, { field: 'subject' });
  if (!html?.trim()) throw new DomainError('EMAIL_MESSAGE_REQUIRED', undefined, { field: 'html' });
  const wording = { subject, html, text: '' };
  withTemplateErrors(() => checkWording(wording));
  return wording;
}

/** Runs what reads templates; one that cannot be read is refused by its part. */
export function withTemplateErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new DomainError('EMAIL_TEMPLATE_INVALID', error.message, { field: error.part });
  }
}

/** @throws DomainError EMAIL_RELATED_NOT_FOUND, also for what the actor may not see */
export async function ensureVisible(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  type: Sendable | 'ORDER',
  id: number,
) {
  const where = { AND: [{ id }, ofVisibleClient(actor)] };
  const count = {
    GENERAL: () => tx.client.count({ where: { AND: [{ id }, visibleClients(actor)] } }),
    NOTIFICATION: () => tx.client.count({ where: { AND: [{ id }, visibleClients(actor)] } }),
    PRODUCT: () => tx.service.count({ where }),
    DOMAIN: () => tx.domain.count({ where }),
    INVOICE: () => tx.invoice.count({ where }),
    SUPPORT: () => tx.ticket.count({ where }),
    AFFILIATE: () => tx.affiliate.count({ where }),
    QUOTE: () => tx.quote.count({ where }),
    ORDER: () => tx.order.count({ where }),
  } satisfies Record<Sendable | 'ORDER', () => Promise<number>>;
  if (!(await count[type]())) throw new DomainError('EMAIL_RELATED_NOT_FOUND');
}
