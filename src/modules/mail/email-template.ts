import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { isText } from '#schema/text-filter.ts';
import { EmailTemplateType } from './enums.ts';
import { visibleTemplates } from './visible.ts';

/** The wording of an email. */
export const EmailTemplate = builder.prismaNode('EmailTemplate', {
  read: 'mail:send',
  description:
    'The wording of an email, in Liquid: `{{ client.first_name }}`, `{% if … %}`; no code, no files.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    type: t.expose('type', { type: EmailTemplateType, description: 'What it is about.' }),
    name: t.exposeString('name', { description: 'How events and programs find it.' }),
    language: t.exposeString('language', {
      description: 'English name of the language in lower case; empty for the original.',
    }),
    subject: t.exposeString('subject', { description: 'Its subject, Liquid.' }),
    html: t.exposeString('html', { description: 'What it says, Liquid in HTML.' }),
    text: t.exposeString('text', {
      description: 'What it says in plain text, Liquid; made from the HTML when empty.',
    }),
    isCustom: t.exposeBoolean('isCustom', { description: 'Made by staff, not by the system.' }),
    isDisabled: t.exposeBoolean('isDisabled', { description: 'It is not sent.' }),
    isWelcome: t.exposeBoolean('isWelcome', {
      description: 'Offered as welcome email of products and domains.',
    }),
    fromName: t.exposeString('fromName', { description: 'Sender; empty for the usual one.' }),
    fromEmail: t.exposeString('fromEmail', {
      description: 'Its address; empty for the usual one.',
    }),
    replyTo: t.exposeString('replyTo', { description: 'Where answers go; empty for as usual.' }),
    cc: t.exposeStringList('cc', { description: 'Who gets every copy, openly.' }),
    bcc: t.exposeStringList('bcc', { description: 'Who gets every copy, unseen.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('emailTemplate', (t) =>
  t.prismaField({
    type: EmailTemplate,
    nullable: true,
    description: 'One template; null where there is none. For the back office.',
    authScopes: { permission: 'mail:send' },
    args: {
      id: t.arg.globalID({ for: EmailTemplate, required: true, description: 'Which one.' }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.emailTemplate.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleTemplates(actor)] },
      }),
  }),
);

const EmailTemplateFilter = builder.inputType('EmailTemplateFilter', {
  description: 'Narrows templates down; what is given must all hold.',
  fields: (t) => ({
    id: t.globalID({ for: EmailTemplate, description: 'This one.' }),
    name: t.string({ description: 'Its name, in any case.' }),
    type: t.field({ type: EmailTemplateType, description: 'What it is about.' }),
    isWelcome: t.boolean({ description: 'Offered as welcome email, or not.' }),
    language: t.string({ description: 'Its language; empty for originals.' }),
  }),
});

builder.queryField('emailTemplates', (t) =>
  t.prismaField({
    type: [EmailTemplate],
    description: 'The templates by type and name, at most 1,000. For the back office.',
    authScopes: { permission: 'mail:send' },
    extensions: legacyExtensions('GetEmailTemplates', 'mail:send'),
    args: { filter: t.arg({ type: EmailTemplateFilter, description: 'Which ones.' }) },
    resolve: (query, _root, { filter }, { db, actor }) => {
      const { id, name, type, isWelcome, language } = filter ?? {};
      return db.emailTemplate.findMany({
        ...query,
        where: {
          AND: [
            visibleTemplates(actor),
            id ? { id: keyOf(id) } : {},
            name ? { name: isText(name) } : {},
            type ? { type } : {},
            typeof isWelcome === 'boolean' ? { isWelcome } : {},
            typeof language === 'string' ? { language: language.trim().toLowerCase() } : {},
          ],
        },
        orderBy: [{ type: 'asc' }, { name: 'asc' }, { language: 'asc' }, { id: 'asc' }],
        take: 10_000,
      });
    },
  }),
);
