import { isStaff } from '#core/actor.ts';
import { encodeId, largeKeyOf } from '#core/ids.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { withoutSecret } from './email-secret.ts';
import { EmailStatus } from './enums.ts';
import { visibleEmails } from './visible.ts';

/** What is about something sold may be read but for the password or code in it. */
const SOLD = ['service', 'domain', 'serviceAddon'];

/** The types of the objects that emails are about. */
const RELATED: Readonly<Record<string, string>> = {
  client: 'Client',
  invoice: 'Invoice',
  service: 'Service',
  serviceAddon: 'ServiceAddon',
  domain: 'Domain',
  quote: 'Quote',
  order: 'Order',
  ticket: 'Ticket',
  affiliate: 'Affiliate',
  application: 'AffiliateApplication',
  cancellation: 'CancellationRequest',
  credit: 'CreditEntry',
  payment: 'Transaction',
  user: 'User',
  admin: 'Admin',
  invitation: 'UserInvitation',
};

interface Related {
  relatedType: string | null;
  relatedId: number | null;
}

/** The global id of what an email is about; null for none. */
function relatedTo({ relatedType, relatedId }: Related): string | null {
  const type = RELATED[relatedType ?? ''];
  return type && relatedId ? encodeId(type, relatedId) : null;
}

interface Sensitive {
  isSensitive: boolean;
  relatedType: string | null;
}

/**
 * A body as everybody may read it, staff and the client alike: a link or code that makes somebody
 * somebody else is for its addressee alone.
 */
function shown(words: string, { isSensitive, relatedType }: Sensitive, hidden: string): string {
  if (!isSensitive) return words;
  return SOLD.includes(relatedType ?? '') ? withoutSecret(words) : hidden;
}

const HIDDEN = 'This email holds something secret and is shown to nobody here.';

/** An e-mail as it was recorded. */
export const Email = builder.prismaNode('Email', {
  read: 'mail:read',
  visible: visibleEmails,
  description: 'Recorded email to a client, a user, staff or any other recipient.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    replyTo: t.exposeString('replyTo', {
      description: 'Address that answers go to. Empty for the sender’s.',
    }),
    databaseId: t.string({
      description: 'Number of the email, used by the legacy APIs.',
      select: { id: true },
      resolve: ({ id }) => String(id),
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
      resolve: ({ html, ...email }) => safeHtml(shown(html, email, `<p>${HIDDEN}</p>`)),
    }),
    text: t.string({
      description: 'Body of the email as plain text. Must be escaped before display in HTML.',
      select: { text: true, isSensitive: true, relatedType: true },
      resolve: ({ text, ...email }) => shown(text, email, HIDDEN),
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
    relatedId: t.id({
      nullable: true,
      description: 'ID of the object the email is about, also once that is deleted.',
      select: { relatedType: true, relatedId: true },
      resolve: relatedTo,
    }),
    related: t.field(
      edgeToNode<Related>({
        description: 'Object the email is about; null for none, and once that is deleted.',
        select: { relatedType: true, relatedId: true },
        idOf: relatedTo,
      }),
    ),
    campaignNumber: t.exposeInt('campaignId', {
      description:
        'Number of the mass mailing, in the program that sent it, the email was part of. 0 for none.',
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
        where: { AND: [{ id: largeKeyOf(id) }, visibleEmails(actor)] },
      }),
  }),
);
