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
import { EmailStatus } from './enums.ts';
import { visibleEmails } from './visible.ts';

/** What a client's own email may hold: the way into its own service or domain. */
const OWN = ['service', 'domain'];

/** Links that make somebody somebody else are for nobody but staff, and only where they were kept. */
const isHidden = (
  { isSensitive, relatedType }: { isSensitive: boolean; relatedType: string | null },
  actor: Actor,
) => isSensitive && !isStaff(actor) && !OWN.includes(relatedType ?? '');

const HIDDEN = 'This email holds something secret and is shown to nobody here.';

/** An e-mail as it was recorded. */
export const Email = builder.prismaNode('Email', {
  read: 'mail:read',
  description: 'An e-mail to a client, a user, the staff or anybody, as it was recorded.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { nullable: true, description: 'With whom it is recorded.' }),
    subject: t.exposeString('subject', { description: 'Its subject.' }),
    html: t.string({
      description: 'What it says, as HTML that is safe to show.',
      select: { html: true, isSensitive: true, relatedType: true },
      resolve: ({ html, ...email }, _args, { actor }) =>
        isHidden(email, actor) ? `<p>${HIDDEN}</p>` : publishedHtml(html),
    }),
    text: t.string({
      description: 'What it says, plain text; escape it to show it.',
      select: { text: true, isSensitive: true, relatedType: true },
      resolve: ({ text, ...email }, _args, { actor }) => (isHidden(email, actor) ? HIDDEN : text),
    }),
    fromName: t.exposeString('fromName', { description: 'Sender.' }),
    fromEmail: t.exposeString('fromEmail', { description: "The sender's address." }),
    to: t.exposeString('to', { description: 'Addresses, parted by commas.' }),
    cc: t.exposeString('cc', { description: 'Who got a copy openly.' }),
    bcc: t.string({
      description: 'Who got a copy unseen; for staff.',
      select: { bcc: true },
      resolve: ({ bcc }, _args, { actor }) => (isStaff(actor) ? bcc : ''),
    }),
    status: t.expose('status', { type: EmailStatus, description: 'How far it is.' }),
    failure: t.exposeString('failure', { description: 'What went wrong last; empty if nothing.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next.',
    }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the mail server took it.',
    }),
    relatedType: t.exposeString('relatedType', {
      nullable: true,
      description: 'What it is about: client, invoice, domain …',
    }),
    relatedId: t.exposeInt('relatedId', {
      nullable: true,
      description: 'Which one (`databaseId`).',
    }),
    campaignId: t.exposeInt('campaignId', {
      description: 'Mass mailing it was part of; 0 = none.',
    }),
    messageId: t.exposeString('messageId', { description: 'Its Message-ID, without brackets.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

builder.queryField('email', (t) =>
  t.prismaField({
    type: Email,
    nullable: true,
    description: 'One e-mail; null where there is none that the actor may see.',
    authScopes: { permission: 'mail:read' },
    extensions: legacyExtensions('GetEmailInfo', 'mail:read'),
    args: { id: t.arg.globalID({ for: Email, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.email.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleEmails(actor)] },
      }),
  }),
);

const EmailFilter = builder.inputType('EmailFilter', {
  description: 'Narrows e-mails down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Recorded with this client.' }),
    subject: t.string({ description: 'Every word of it occurs in the subject, in any case.' }),
    writtenOn: t.field({ type: 'Date', description: 'Written on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Written in one of these spans of time.',
    }),
    status: t.field({ type: EmailStatus, description: 'How far it is.' }),
    to: t.string({ description: 'Part of an address it went to.' }),
  }),
});

const EmailOrderField = builder.enumType('EmailOrderField', {
  description: 'What e-mails can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of writing.' },
    SUBJECT: { value: 'subject', description: 'Subject.' },
    CLIENT: { value: 'clientId', description: 'Client.' },
    FROM_EMAIL: { value: 'fromEmail', description: "The sender's address." },
    TO: { value: 'to', description: 'Addresses it went to.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was written.' },
    SENT_AT: { value: 'sentAt', description: 'When the mail server took it.' },
  } as const,
});

const EmailOrder = builder.inputType('EmailOrder', {
  description: 'How e-mails are sorted.',
  fields: (t) => ({
    field: t.field({ type: EmailOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('emails', (t) =>
  t.prismaConnection({
    type: Email,
    cursor: place,
    description: 'The e-mails the actor may see.',
    authScopes: { permission: 'mail:read' },
    extensions: legacyExtensions('GetEmails', 'mail:read'),
    args: {
      filter: t.arg({ type: EmailFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: EmailOrder, description: 'In which order (default: as written).' }),
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
