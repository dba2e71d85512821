import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id, line, optionalId, text } from '#transports/rapi/params.ts';
import { base64Php, keyed, scalarText } from '#transports/rapi/params-data.ts';

/** What the id of each type of email names. */
const named = {
  GENERAL: 'Client',
  PRODUCT: 'Service',
  DOMAIN: 'Domain',
  INVOICE: 'Invoice',
  SUPPORT: 'Ticket',
  AFFILIATE: 'Affiliate',
  QUOTE: 'Quote',
} as const;

export const SendEmail = legacy({
  params: fields({
    template: optionalId,
    id,
    type: choice({
      custom: 'CUSTOM',
      general: 'GENERAL',
      product: 'PRODUCT',
      domain: 'DOMAIN',
      invoice: 'INVOICE',
      support: 'SUPPORT',
      affiliate: 'AFFILIATE',
      quote: 'QUOTE',
    }).default('CUSTOM'),
    subject: line(250).optional(),
    message: text(200_000).optional(),
    customvars: base64Php(keyed(scalarText(10_000))).optional(),
  }),
  operation: graphql(`
    mutation SendEmail($input: SendEmailInput!) {
      sendEmail(input: $input) {
        emails {
          databaseId
        }
      }
    }
  `),
  variables: (p) => {
    const type = p.type === 'CUSTOM' ? undefined : p.type;
    const template = type && p.template;
    return {
      input: {
        templateId: template === undefined ? undefined : encodeId('EmailTemplate', template),
        type,
        relatedId: encodeId(named[type ?? 'GENERAL'], p.id),
        subject: p.subject,
        html: p.message,
        variables: p.customvars,
      },
    };
  },
  present: () => ({}),
  errors: {
    EMAIL_TEMPLATE_REQUIRED:
      'You must provide either an existing email template name or a custom message type',
    EMAIL_RELATED_WRONG: 'Invalid message type provided',
    EMAIL_SUBJECT_REQUIRED: 'A subject is required for a custom message',
    EMAIL_MESSAGE_REQUIRED: 'A message body is required for a custom message',
    EMAIL_TEMPLATE_NOT_FOUND: 'Email Template not found',
    EMAIL_TEMPLATE_DISABLED: 'Email Template is disabled',
    EMAIL_RELATED_NOT_FOUND: 'Sending Failed. Please see documentation.',
    EMAIL_NOT_WRITTEN: 'Sending Failed. Please see documentation.',
  },
  missing: { id: 'A related ID is required' },
  wrong: {
    type: 'Invalid message type provided',
    customvars: 'The custom variables you provided are invalid.',
  },
});
