import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Addon } from '#modules/catalog/addons/addon.ts';
import { Product } from '#modules/catalog/products/product.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { EmailTemplate } from './email-template.ts';
import { EmailTemplateType } from './enums.ts';
import { templateData, templateFields } from './template-inputs.ts';

command('createEmailTemplate', {
  description:
    'Add an email template, or a translation of an existing template: the same `name` with a `language`. Only for staff of the company.',
  permission: 'mail:configure',
  input: (t) => ({
    ...templateFields(t),
    name: t.string({
      required: true,
      description: 'Name by which events and programs find the template.',
      validate: z.string().trim().min(1).max(120),
    }),
    type: t.field({
      type: EmailTemplateType,
      description: 'Kind of object the email is about. A translation has the type of its original.',
    }),
    language: t.string({
      description: 'English name of the language of a translation. Omit for an original template.',
      validate: z.string().trim().max(40),
    }),
  }),
  errors: [
    'EMAIL_TEMPLATE_EXISTS',
    'EMAIL_TEMPLATE_INVALID',
    'EMAIL_SUBJECT_REQUIRED',
    'EMAIL_MESSAGE_REQUIRED',
  ],
  run: async (work, { name, type, language, ...fields }) => {
    const { tx, announce } = work;
    const { subject, html, ...rest } = templateData(fields);
    if (!subject) throw new DomainError('EMAIL_SUBJECT_REQUIRED', undefined, { field: 'subject' });
    if (!html) throw new DomainError('EMAIL_MESSAGE_REQUIRED', undefined, { field: 'html' });
    const original = await tx.emailTemplate.findFirst({ where: { name, language: '' } });
    const [template] = await tx.emailTemplate.createManyAndReturn({
      data: [
        {
          ...rest,
          name,
          subject,
          html,
          type: original?.type ?? type ?? 'GENERAL',
          language: language?.toLowerCase() ?? '',
          isCustom: true,
        },
      ],
      skipDuplicates: true,
    });
    if (!template) throw new DomainError('EMAIL_TEMPLATE_EXISTS', undefined, { field: 'name' });
    announce('emailTemplate.changed', { templateId: template.id });
    return { templateId: template.id };
  },
  payload: (t) => ({
    emailTemplate: t.prismaField({
      type: EmailTemplate,
      description: 'The new template.',
      resolve: (query, { templateId }, _args, { db }) =>
        db.emailTemplate.findUniqueOrThrow({ ...query, where: { id: templateId } }),
    }),
  }),
});

command('updateEmailTemplate', {
  description:
    'Change the text or sender of an email template, or disable the template. Only for staff of the company.',
  permission: 'mail:configure',
  input: (t) => ({
    ...templateFields(t),
    templateId: t.globalID({
      for: EmailTemplate,
      required: true,
      description: 'ID of the email template to change.',
    }),
  }),
  errors: ['EMAIL_TEMPLATE_NOT_FOUND', 'EMAIL_TEMPLATE_INVALID'],
  nulls: { bcc: [], cc: [], fromEmail: '', fromName: '', replyTo: '', text: '' },
  run: async ({ tx, announce }, { templateId, ...fields }) => {
    const id = keyOf(templateId);
    const data = templateData(fields);
    const { count } = await tx.emailTemplate.updateMany({ where: { id }, data });
    if (count === 0) throw new DomainError('EMAIL_TEMPLATE_NOT_FOUND');
    announce('emailTemplate.changed', { templateId: id });
    return { templateId: id };
  },
  payload: (t) => ({
    emailTemplate: t.prismaField({
      type: EmailTemplate,
      description: 'The template after the change.',
      resolve: (query, answer, _args, { db }) =>
        db.emailTemplate.findUniqueOrThrow({ ...query, where: { id: answer.templateId } }),
    }),
  }),
});

command('deleteEmailTemplate', {
  description: 'Delete an email template that staff created. Only for staff of the company.',
  permission: 'mail:configure',
  input: (t) => ({
    templateId: t.globalID({
      for: EmailTemplate,
      required: true,
      description: 'ID of the email template to delete.',
    }),
  }),
  errors: ['EMAIL_TEMPLATE_NOT_FOUND', 'EMAIL_TEMPLATE_NEEDED'],
  run: async ({ tx, announce }, { templateId }) => {
    const id = keyOf(templateId);
    const template = await tx.emailTemplate.findUnique({ where: { id } });
    if (!template) throw new DomainError('EMAIL_TEMPLATE_NOT_FOUND');
    if (!template.isCustom) throw new DomainError('EMAIL_TEMPLATE_NEEDED');
    const uses = await usesOf(tx, id);
    await tx.emailTemplate.delete({ where: { id } });
    announce('emailTemplate.changed', { templateId: id });
    return { templateId: id, ...uses };
  },
  deletes: { type: 'EmailTemplate', key: 'templateId' },
  payload: (t) => ({
    products: t.prismaField({
      type: [Product],
      listSize: 100,
      description: 'The products that sent it, without it.',
      resolve: (query, { productIds }, _args, { db }) =>
        db.product.findMany({
          ...query,
          where: { id: { in: productIds } },
          orderBy: { id: 'asc' },
        }),
    }),
    addons: t.prismaField({
      type: [Addon],
      listSize: 100,
      description: 'The addons that sent it, without it.',
      resolve: (query, { addonIds }, _args, { db }) =>
        db.addon.findMany({ ...query, where: { id: { in: addonIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
});

/** What is sold with a template: it is left without. */
async function usesOf(tx: Tx, id: number) {
  const select = { id: true } as const;
  const products = await tx.product.findMany({
    where: {
      OR: [
        { welcomeEmailTemplateId: id },
        { upgradeEmailTemplateId: id },
        { terminateEmailTemplateId: id },
      ],
    },
    select,
  });
  const addons = await tx.addon.findMany({ where: { welcomeEmailTemplateId: id }, select });
  return { productIds: products.map((row) => row.id), addonIds: addons.map((row) => row.id) };
}
