import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { exactly, onOrEmpty, wrapped } from '#transports/rapi/format.ts';

export const GetClientGroups = legacy({
  params: fields({}),
  operation: graphql(`
    query GetClientGroups {
      clientGroups {
        databaseId
        name
        color
        discountPercent
        isExemptFromAutomation
        separateInvoices
      }
    }
  `),
  variables: () => ({}),
  present: ({ clientGroups }) => ({
    totalresults: clientGroups.length,
    ...wrapped(
      'groups',
      'group',
      clientGroups.map((group) => ({
        id: group.databaseId,
        groupname: group.name,
        groupcolour: group.color,
        discountpercent: exactly(group.discountPercent, 2),
        susptermexempt: onOrEmpty(group.isExemptFromAutomation),
        separateinvoices: onOrEmpty(group.separateInvoices),
      })),
    ),
  }),
});
