import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, integer } from '#transports/rapi/params.ts';
import { pageOf, paging } from '#transports/rapi/params-page.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';
import { service } from './format-service.ts';

export const GetClientProducts = legacy({
  // The reference has no pages here: a page is as long as it can be, and further ones can be asked for.
  params: clientFields({ user_id: id, ...paging, limit_num: integer(1, 100).default(100) }),
  operation: graphql(`
    query GetClientProducts($filter: ServiceFilter, $first: Int, $offset: Int) {
      services(filter: $filter, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            ...ServiceParts
          }
        }
      }
    }
  `),
  variables: (p) => ({ ...pageOf(p), filter: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ services: { totalCount, edges } }, p) => ({
    clientid: idText(p.user_id),
    user_id: idText(p.user_id),
    serviceid: null,
    pid: null,
    domain: null,
    totalresults: String(totalCount),
    startnumber: pageOf(p).offset,
    numreturned: edges.length,
    ...wrapped(
      'products',
      'product',
      edges.map(({ node }) => service(node)),
    ),
  }),
});
