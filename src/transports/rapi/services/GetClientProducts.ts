import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';
import { service } from './format-service.ts';

export const GetClientProducts = legacy({
  params: clientFields({ user_id: id, ...pagingOfAll }),
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
  variables: (p) => ({ ...pageOf(p), filter: { client: [encodeId('Client', p.user_id)] } }),
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
