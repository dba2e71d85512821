import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';

export const GetSupportDepartments = legacy({
  params: fields({}),
  operation: graphql(`
    query GetSupportDepartments {
      departments {
        databaseId
        name
        awaitingReplyCount
        openTicketCount
      }
    }
  `),
  variables: () => ({}),
  present: ({ departments }) => ({
    totalresults: departments.length,
    ...wrapped(
      'departments',
      'department',
      departments.map(({ databaseId, name, awaitingReplyCount, openTicketCount }) => ({
        id: idText(databaseId),
        department_id: idText(databaseId),
        name,
        awaitingreply: String(awaitingReplyCount),
        opentickets: String(openTicketCount),
      })),
    ),
  }),
});
