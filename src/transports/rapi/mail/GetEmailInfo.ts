import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { largeId } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { emailRow } from './email-row.ts';

export const GetEmailInfo = legacy({
  params: fields({ id: largeId }),
  operation: graphql(`
    query GetEmailInfo($id: ID!) {
      email(id: $id) {
        ...EmailRow
      }
    }
  `),
  variables: (p) => ({ id: encodeId('Email', p.id) }),
  present: ({ email }) => ({ email: emailRow(found(email, 'EMAIL_NOT_FOUND')) }),
  errors: { EMAIL_NOT_FOUND: 'Email ID Not Found' },
});
