import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line, timeStart } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { listReply } from '#transports/rapi/format.ts';
import { emailRow } from './email-row.ts';

export const GetEmails = legacy({
  params: clientFields({
    user_id: id,
    ...paging,
    ...sorting({
      id: 'ID',
      subject: 'SUBJECT',
      user_id: 'CLIENT',
      from_email: 'FROM_EMAIL',
      datetime: 'CREATED_AT',
      to: 'TO',
      sent: 'SENT_AT',
    }),
    datetime: timeStart.optional(),
    subject: line(250).optional(),
  }),
  operation: graphql(`
    query GetEmails($filter: EmailFilter, $orderBy: [EmailOrder!], $first: Int, $offset: Int) {
      emails(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            ...EmailRow
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: [{ field: column ?? 'ID', direction }],
      filter: {
        client: [encodeId('Client', p.user_id)],
        createdAt: p.datetime,
        subject: p.subject,
      },
    };
  },
  present: ({ emails }, p) =>
    listReply('emails', 'email', {
      total: emails.totalCount,
      start: pageOf(p).offset,
      items: emails.edges.map(({ node }) => emailRow(node)),
    }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
  missing: { user_id: 'Client ID Not Found' },
});
