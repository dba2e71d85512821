import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { isText } from '#schema/text-filter.ts';
import { EmailTemplateType } from './enums.ts';
import { visibleTemplates } from './visible.ts';

/** The wording of an email. */
export const EmailTemplate = builder.prismaNode('EmailTemplate', {
  read: 'mail:send',
  visible: visibleTemplates,
  description:
    'Text of an email, in the Liquid template language: `{{ client.first_name }}`, `{% if … %}`. Templates can neither run code nor read files.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the email template, used by the legacy APIs.',
    }),
    type: t.expose('type', {
      type: EmailTemplateType,
      description: 'Kind of object the email is about.',
    }),
    name: t.exposeString('name', {
      description: 'Name by which events and programs find the template.',
    }),
    language: t.exposeString('language', {
      description: "English name of the template's language in lower case. Empty for the original.",
    }),
    subject: t.exposeString('subject', { description: 'Subject of the template, in Liquid.' }),
    html: t.exposeString('html', { description: 'HTML body of the template, in Liquid.' }),
    text: t.exposeString('text', {
      description:
        'Plain-text body of the template, in Liquid. When empty, generated from the HTML body.',
    }),
    isCustom: t.exposeBoolean('isCustom', {
      description: 'Whether the template was created by staff rather than by the system.',
    }),
    isDisabled: t.exposeBoolean('isDisabled', {
      description: 'Whether the template is disabled. Emails of a disabled template are not sent.',
    }),
    isWelcome: t.exposeBoolean('isWelcome', {
      description: 'Whether the template is offered as a welcome email of products and domains.',
    }),
    fromName: t.exposeString('fromName', {
      description: 'Sender name of the template. Empty for the default sender.',
    }),
    fromEmail: t.exposeString('fromEmail', {
      description: 'Sender address of the template. Empty for the default address.',
    }),
    replyTo: t.exposeString('replyTo', {
      description: 'Reply-to address of the template. Empty for the default.',
    }),
    cc: t.exposeStringList('cc', {
      description: 'Addresses that get a visible copy (CC) of every email.',
    }),
    bcc: t.exposeStringList('bcc', {
      description: 'Addresses that get a hidden copy (BCC) of every email.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the template was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the template.',
    }),
  }),
});

builder.queryField('emailTemplate', (t) =>
  t.prismaField({
    type: EmailTemplate,
    nullable: true,
    description:
      'Email template by ID. Null when no such template exists. Only for staff in the back office.',
    authScopes: { permission: 'mail:send' },
    args: {
      id: t.arg.globalID({
        for: EmailTemplate,
        required: true,
        description: 'ID of the email template.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.emailTemplate.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleTemplates(actor)] },
      }),
  }),
);

const EmailTemplateFilter = builder.inputType('EmailTemplateFilter', {
  description: 'Filter for email templates. All given conditions must hold.',
  fields: (t) => ({
    id: t.globalID({ for: EmailTemplate, description: 'Only the template with this ID.' }),
    name: t.string({ description: 'Only templates with this name, in any case.' }),
    type: t.field({ type: EmailTemplateType, description: 'Only templates of this type.' }),
    isWelcome: t.boolean({
      description: 'Only templates that are (true) or are not (false) offered as welcome emails.',
    }),
    language: t.string({
      description: 'Only templates in this language. An empty string selects originals.',
    }),
  }),
});

builder.queryField('emailTemplates', (t) =>
  t.prismaField({
    type: [EmailTemplate],
    listSize: 100,
    description:
      'Email templates sorted by type and name, at most 1,000. Only for staff in the back office.',
    authScopes: { permission: 'mail:send' },
    extensions: legacyExtensions('GetEmailTemplates', 'mail:send'),
    args: {
      filter: t.arg({
        type: EmailTemplateFilter,
        description: 'Conditions the templates must meet.',
      }),
    },
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
