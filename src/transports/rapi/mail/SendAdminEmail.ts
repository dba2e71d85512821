import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line, optionalId, text } from '#transports/rapi/params.ts';

export const SendAdminEmail = legacy({
  params: fields({
    subject: line(250).optional(),
    message: text(200_000).optional(),
    department_id: optionalId,
  }),
  operation: graphql(`
    mutation SendAdminEmail($input: SendAdminEmailInput!) {
      sendAdminEmail(input: $input) {
        emailCount
      }
    }
  `),
  variables: (p) => ({
    input: {
      subject: p.subject,
      html: p.message,
      departmentId:
        p.department_id === undefined ? undefined : encodeId('Department', p.department_id),
    },
  }),
  present: () => ({}),
  errors: {
    EMAIL_SUBJECT_REQUIRED: 'A subject is required for a custom message',
    EMAIL_MESSAGE_REQUIRED: 'A message body is required for a custom message',
    EMAIL_NOT_WRITTEN: 'Sending Failed. Please see documentation.',
    DEPARTMENT_NOT_FOUND: 'Department ID not found',
  },
});
