import { type Actor, isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, visibleClients } from '#modules/access/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  inSpans,
  listDescriptions,
  place,
  skipping,
  SortDirection,
  TimestampRange,
  wholeDay,
} from '#schema/list.ts';
import { asciiStart } from '#core/text.ts';
import { includesLower, messageOf } from '#schema/text-filter.ts';
import { withoutSecret } from './email-secret.ts';
import { EmailStatus } from './enums.ts';
import { visibleEmails } from './visible.ts';

/** What a client's own email may hold: the way into its own service or domain. */
const OWN = ['service', 'domain'];
const SOLD = [...OWN, 'serviceAddon'];

/**
 * Links and codes that make somebody somebody else are for their addressee alone, not for staff.
 * Staff may read the way into a service or domain until it was sent.
 */
const isHidden = (
  { isSensitive, relatedType }: { isSensitive: boolean; relatedType: string | null },
  actor: Actor,
) => isSensitive && !(isStaff(actor) ? SOLD : OWN).includes(relatedType ?? '');

const HIDDEN = 'This email holds something secret and is shown to nobody here.';

/** An e-mail as it was recorded. */
export const Email = builder.prismaNode('Email', {
  read: 'mail:read',
  description: 'Recorded email to a client, a user, staff or any other recipient.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the email, used by the legacy APIs.',
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client under which the email is recorded.',
    }),
    subject: t.string({
      description: 'Subject of the email, without any secret in it.',
      select: { subject: true, isSensitive: true },
      resolve: ({ subject, isSensitive }) => (isSensitive ? withoutSecret(subject) : subject),
    }),
    html: t.string({
      description: 'Body of the email, as HTML that is safe to display.',
      select: { html: true, isSensitive: true, relatedType: true },
      resolve: ({ html, ...email }, _args, { actor }) =>
        isHidden(email, actor) ? `<p>${HIDDEN}</p>` : publishedHtml(html),
    }),
    text: t.string({
      description: 'Body of the email as plain text. Must be escaped before display in HTML.',
      select: { text: true, isSensitive: true, relatedType: true },
      resolve: ({ text, ...email }, _args, { actor }) => (isHidden(email, actor) ? HIDDEN : text),
    }),
    fromName: t.exposeString('fromName', { description: 'Sender name of the email.' }),
    fromEmail: t.exposeString('fromEmail', { description: 'Sender address of the email.' }),
    to: t.exposeString('to', {
      description: 'Recipient addresses of the email, separated by commas.',
    }),
    cc: t.exposeString('cc', {
      description: 'Addresses that got a visible copy (CC) of the email.',
    }),
    bcc: t.string({
      description: 'Addresses that got a hidden copy (BCC) of the email. Readable only by staff.',
      select: { bcc: true },
      resolve: ({ bcc }, _args, { actor }) => (isStaff(actor) ? bcc : ''),
    }),
    status: t.expose('status', { type: EmailStatus, description: 'Sending status of the email.' }),
    failure: t.exposeString('failure', {
      description: 'Last error while sending the email. Empty when there was none.',
    }),
    attempts: t.exposeInt('attempts', { description: 'Number of attempts to send the email.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next attempt to send the email.',
    }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the mail server accepted the email.',
    }),
    relatedType: t.exposeString('relatedType', {
      nullable: true,
      description: 'Kind of object the email is about: client, invoice, domain and so on.',
    }),
    relatedId: t.exposeInt('relatedId', {
      nullable: true,
      description: 'The `databaseId` of the object the email is about.',
    }),
    campaignId: t.exposeInt('campaignId', {
      description: 'Numeric ID of the mass mailing the email was part of. 0 for none.',
    }),
    messageId: t.exposeString('messageId', {
      description: 'Message-ID of the email, without angle brackets.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the email was written.',
    }),
  }),
});

builder.queryField('email', (t) =>
  t.prismaField({
    type: Email,
    nullable: true,
    description: 'Email by ID. Null when no such email exists or the actor may not see the email.',
    authScopes: { permission: 'mail:read' },
    extensions: legacyExtensions('GetEmailInfo', 'mail:read'),
    args: { id: t.arg.globalID({ for: Email, required: true, description: 'ID of the email.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.email.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleEmails(actor)] },
      }),
  }),
);

const EmailFilter = builder.inputType('EmailFilter', {
  description: 'Filter for emails. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only emails recorded under this client.' }),
    subject: t.string({
      description: 'Only emails whose subject contains every word of this text, in any case.',
    }),
    writtenOn: t.field({ type: 'Date', description: 'Only emails written on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Written in one of these spans of time.',
    }),
    status: t.field({ type: EmailStatus, description: 'Only emails in this status.' }),
    to: t.string({ description: 'Only emails sent to an address that contains this text.' }),
  }),
});

const EmailOrderField = builder.enumType('EmailOrderField', {
  description: 'Field by which emails can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order in which the emails were written.' },
    SUBJECT: { value: 'subject', description: 'By the subject.' },
    CLIENT: { value: 'clientId', description: 'By the client under which the email is recorded.' },
    FROM_EMAIL: { value: 'fromEmail', description: 'By the sender address.' },
    TO: { value: 'to', description: 'By the recipient addresses.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time the email was written.' },
    SENT_AT: { value: 'sentAt', description: 'By the time the mail server accepted the email.' },
  } as const,
});

const EmailOrder = builder.inputType('EmailOrder', {
  description: 'Sort order of emails.',
  fields: (t) => ({
    field: t.field({
      type: EmailOrderField,
      required: true,
      description: 'Field to sort emails by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction of the sort.',
    }),
  }),
});

builder.queryField('emails', (t) =>
  t.prismaConnection({
    type: Email,
    cursor: place,
    description: 'Emails the actor may see.',
    authScopes: { permission: 'mail:read' },
    extensions: legacyExtensions('GetEmails', 'mail:read'),
    args: {
      filter: t.arg({ type: EmailFilter, description: 'Conditions the emails must meet.' }),
      orderBy: t.arg({
        type: EmailOrder,
        description: 'Sort order of the emails. Default: the order in which they were written.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.email.count({ where: emailsWhere(filter, visibleEmails(actor)) }),
    resolve: async (query, _root, { filter, orderBy, offset }, { db, actor }) => {
      if (filter?.clientId) {
        const where = { AND: [{ id: keyOf(filter.clientId) }, visibleClients(actor)] };
        if (!(await db.client.count({ where }))) throw new DomainError('CLIENT_NOT_FOUND');
      }
      return db.email.findMany({
        ...skipping(query, offset),
        where: emailsWhere(filter, visibleEmails(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.EmailOrderByWithRelationInput,
          { id: 'asc' },
        ],
      });
    },
  }),
);

function emailsWhere(
  filter: typeof EmailFilter.$inferInput | null | undefined,
  visible: Prisma.EmailWhereInput,
): Prisma.EmailWhereInput {
  const { clientId, subject, writtenOn, status, to } = filter ?? {};
  return {
    AND: [
      visible,
      clientId ? { clientId: keyOf(clientId) } : {},
      writtenOn ? { createdAt: wholeDay(writtenOn) } : {},
      filter?.createdAt
        ? { OR: [matchNone, ...inSpans(filter.createdAt).map((createdAt) => ({ createdAt }))] }
        : {},
      status ? { status } : {},
      to ? { to: includesLower(asciiStart(to.trim())) } : {},
      ...messageOf(subject).map((param) => ({ subject: param })),
    ],
  };
}
