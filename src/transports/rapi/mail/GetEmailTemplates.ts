import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, flag, line, optionalId } from '#transports/rapi/params.ts';
import { idText, oneOrZeroText, wrapped } from '#transports/rapi/format.ts';

export const GetEmailTemplates = legacy({
  params: fields({
    id: optionalId,
    command: line(120).optional(),
    welcome_email: flag.optional(),
    type: choice({
      general: 'GENERAL',
      product: 'PRODUCT',
      domain: 'DOMAIN',
      invoice: 'INVOICE',
      support: 'SUPPORT',
      affiliate: 'AFFILIATE',
      user: 'USER',
      admin: 'ADMIN',
      quote: 'QUOTE',
      notification: 'NOTIFICATION',
    }).optional(),
  }),
  operation: graphql(`
    query GetEmailTemplates($filter: EmailTemplateFilter) {
      emailTemplates(filter: $filter) {
        databaseId
        name
        subject
        isCustom
        type
        isWelcome
        language
      }
    }
  `),
  variables: (p) => ({
    filter: {
      id: p.id === undefined ? undefined : encodeId('EmailTemplate', p.id),
      name: p.command,
      isWelcome: p.welcome_email,
      type: p.type,
    },
  }),
  present: ({ emailTemplates }) => ({
    totalresults: String(emailTemplates.length),
    ...wrapped(
      'emailtemplates',
      'emailtemplate',
      emailTemplates.map((template) => ({
        id: idText(template.databaseId),
        name: template.name,
        command: template.name,
        subject: template.subject,
        custom: oneOrZeroText(template.isCustom),
        type: template.type.toLowerCase(),
        welcome_email: template.isWelcome ? 'YES' : 'NO',
        language: template.language,
      })),
    ),
  }),
});
