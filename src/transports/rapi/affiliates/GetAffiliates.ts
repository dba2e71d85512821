import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { onlyAt, listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { amount, country, date, id, integer } from '#transports/rapi/params.ts';
import { sortingPeople } from '#transports/rapi/clients/people-params.ts';
import { pageOf, paging, sortOf } from '#transports/rapi/params-page.ts';
import {
  countTexts,
  dateText as day,
  dateTimeText,
  exactly,
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
    ...sortingPeople,
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
      $orderBy: [AffiliateOrder!]
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
      orderBy: [{ field: column ?? 'ID', direction }],
      filter: {
        client: p.user_id ? [encodeId('Client', p.user_id)] : undefined,
        visitors: onlyAt(p.reffers),
        country: listed(p.country),
        activatedOn: onlyAt(p.entry_date),
        balance: onlyAt(p.balance),
        withdrawn: onlyAt(p.withdrawn),
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
        payamount:
          node.payType === 'PERCENTAGE'
            ? exactly(node.payAmount, 2)
            : money({ amount: node.payAmount, currency: node.balance.currency }),
        onetime: oneOrZeroText(node.isOneTime),
        balance: money(node.balance),
        withdrawn: money(node.withdrawn),
        created_at: dateTimeText(node.createdAt),
        updated_at: dateTimeText(node.updatedAt),
      })),
    ),
  }),
});
