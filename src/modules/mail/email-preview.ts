import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { DomainError } from '#core/errors.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { EmailTemplate } from './email-template.ts';
import { commonValues, companyOf } from './company.ts';
import { hideSecrets } from './email-secret.ts';
import { fillIn, type Values, type Wording } from './liquid.ts';
import { clientColumns } from './recipients.ts';
import {
  abouts,
  ensureMayQuote,
  ensureVisible,
  withTemplateErrors,
  type Sendable,
} from './send-email.ts';
import { topics } from './topics.ts';
import { clientValues } from '#modules/mail/topics/client.ts';
import { visibleTemplates } from './visible.ts';

const EmailPreview = builder.objectRef<Wording>('EmailPreview').implement({
  read: 'mail:send',
  description: 'Rendered preview of an email.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: 'Rendered subject of the email.' }),
    html: t.string({
      description: 'Rendered body of the email, as HTML that is safe to display.',
      resolve: ({ html }) => safeHtml(html),
    }),
    text: t.exposeString('text', { description: 'Rendered plain-text body of the email.' }),
  }),
});

const EmailDraft = builder.inputType('EmailDraft', {
  description: 'Email to preview: a template, or texts that replace those of the template.',
  fields: (t) => ({
    templateId: t.globalID({
      for: EmailTemplate,
      description: 'ID of the email template to render.',
    }),
    subject: t.string({ description: "Subject in Liquid that replaces the template's subject." }),
    html: t.string({ description: "HTML body in Liquid that replaces the template's body." }),
    text: t.string({
      description: "Plain-text body in Liquid that replaces the template's plain text.",
    }),
    relatedId: t.globalID({
      description:
        'ID of the object the email is about, `Client:7`, `Invoice:7` and so on. When omitted, values of the object stay empty.',
    }),
  }),
});

builder.queryField('emailPreview', (t) =>
  t.field({
    type: EmailPreview,
    description:
      'Preview of an email as it would be rendered, with `…` for passwords and codes. Nothing is recorded or sent. Only for staff in the back office; what the email is about asks for the permission to read it.',
    authScopes: { permission: 'mail:send' },
    args: { draft: t.arg({ type: EmailDraft, required: true, description: 'Email to render.' }) },
    resolve: async (_root, { draft }, context) => {
      const { templateId, subject, html, text } = draft;
      const template = templateId && (await templateOf(context, keyOf(templateId)));
      const wording = {
        subject: subject ?? template?.subject ?? '',
        html: html ?? template?.html ?? '',
        text: text ?? template?.text ?? '',
      };
      const values = await valuesOf(context, draft.relatedId);
      return withTemplateErrors(() => fillIn(wording, values));
    },
  }),
);

async function templateOf({ db, actor }: Context, id: number) {
  const where = { AND: [{ id }, visibleTemplates(actor)] };
  const template = await db.emailTemplate.findFirst({ where });
  if (!template) throw new DomainError('EMAIL_TEMPLATE_NOT_FOUND');
  return template;
}

/** The values of what the email is about, as far as the actor may see it; read in one transaction. */
async function valuesOf(
  { app, db, actor }: Context,
  related: { typename: string; id: string } | null | undefined,
): Promise<Values> {
  return db.$transaction(async (tx) => {
    const kind = Object.entries(abouts).find(([, { typename }]) => typename === related?.typename);
    if (!related || !kind) {
      if (related) throw new DomainError('EMAIL_RELATED_NOT_FOUND');
      return commonValues(await companyOf(app, tx));
    }
    const id = keyOf(related);
    ensureMayQuote(actor, kind[0] as Sendable);
    await ensureVisible({ tx, actor }, kind[0] as Sendable, id);
    const topic = await topics[kind[1].about]({ app, tx }, id, {});
    const client = await tx.client.findUnique({
      where: { id: topic?.clientId ?? -1 },
      select: clientColumns,
    });
    const company = await companyOf(app, tx, client?.reseller);
    const values: Values = {
      ...commonValues(company),
      ...(client && { client: clientValues(client, company) }),
      ...topic?.values(company),
      recipient: { name: client ? fullNameOf(client) : '' },
    };
    return hideSecrets(values, topic?.secrets ?? []);
  });
}
