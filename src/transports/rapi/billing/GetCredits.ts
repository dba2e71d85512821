import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { countTexts, dateText, idText, money, wrapped } from '#transports/rapi/format.ts';

export const GetCredits = legacy({
  params: clientFields({
    ...paging,
    ...sorting({ id: 'ID', entry_date: 'ENTERED_ON' }),
    user_id: id,
  }),
  operation: graphql(`
    query GetCredits($filter: CreditEntryFilter, $orderBy: [CreditEntryOrder!], $first: Int, $offset: Int) {
      credits(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges { node { databaseId enteredOn description amount { amount currency } invoiceId admin { databaseId } } }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      filter: { client: [encodeId('Client', p.user_id)] },
      orderBy: [{ field: column ?? 'ID', direction }],
    };
  },
  present: ({ credits }, p) => {
    const items = credits.edges.map(({ node }) => ({
      id: idText(node.databaseId),
      entry_date: dateText(node.enteredOn),
      description: node.description,
      amount: money(node.amount),
      relid: idText(keyIn(node.invoiceId)),
      ...(node.admin && { admin_id: idText(node.admin.databaseId) }),
    }));
    const page = { total: credits.totalCount, start: pageOf(p).offset, items };
    return {
      ...countTexts(page),
      clientid: idText(p.user_id),
      user_id: idText(p.user_id),
      ...wrapped('credits', 'credit', items),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
