import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { amount, country, date, id, integer } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import {
  countTexts,
  date as day,
  dateTime,
  idText,
  money,
  oneOrZeroText,
  wrapped,
} from '#transports/rapi/format.ts';

/** Pay types in the old words. */
const payTypes = { DEFAULT: '', PERCENTAGE: 'percentage', FIXED_AMOUNT: 'fixed' };

export const GetAffiliates = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      first_name: 'FIRST_NAME',
      last_name: 'LAST_NAME',
      company_name: 'COMPANY_NAME',
      email: 'EMAIL',
      groupid: 'GROUP',
      datecreated: 'CREATED_AT',
      status: 'STATUS',
    }),
    user_id: id.optional(),
    reffers: integer(0, 2_147_483_647).optional(),
    country: country.optional(),
    entry_date: date.optional(),
    balance: amount.optional(),
    withdrawn: amount.optional(),
  }),
  operation: graphql(`
    query GetAffiliates(
      $filter: AffiliateFilter
      $orderBy: AffiliateOrder
      $first: Int
      $offset: Int
    ) {
      affiliates(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            activatedOn
            client {
              databaseId
            }
            visitors
            payType
            payAmount
            isOneTime
            balance {
              amount
              currency
            }
            withdrawn {
              amount
              currency
            }
            createdAt
            updatedAt
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        clientId: p.user_id ? encodeId('Client', p.user_id) : undefined,
        visitors: p.reffers,
        country: p.country,
        activatedOn: p.entry_date,
        balance: p.balance,
        withdrawn: p.withdrawn,
      },
    };
  },
  present: ({ affiliates: { totalCount: total, edges } }, p) => ({
    ...countTexts({ total, start: pageOf(p).offset, items: edges }),
    ...wrapped(
      'affiliates',
      'affiliate',
      edges.map(({ node }) => ({
        id: idText(node.databaseId),
        entry_date: day(node.activatedOn),
        user_id: idText(node.client.databaseId),
        clientid: idText(node.client.databaseId),
        visitors: String(node.visitors),
        paytype: payTypes[node.payType],
        payamount: money({ amount: node.payAmount, currency: node.balance.currency }),
        onetime: oneOrZeroText(node.isOneTime),
        balance: money(node.balance),
        withdrawn: money(node.withdrawn),
        created_at: dateTime(node.createdAt),
        updated_at: dateTime(node.updatedAt),
      })),
    ),
  }),
});
