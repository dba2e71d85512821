import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id } from '#transports/rapi/params.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import { countTexts, idText, wrapped } from '#transports/rapi/format.ts';
import { domainRow } from './format-domain.ts';
import { statuses } from './domain-fields.ts';

export const GetClientDomains = legacy({
  params: clientFields({
    ...pagingOfAll,
    user_id: id,
    status: choice(statuses).optional(),
  }),
  operation: graphql(`
    query GetClientDomains($filter: DomainFilter!, $first: Int, $offset: Int) {
      domains(filter: $filter, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            ...DomainRow
          }
        }
      }
    }
  `),
  variables: (p) => ({
    ...pageOf(p),
    filter: {
      client: [encodeId('Client', p.user_id)],
      status: p.status === undefined ? undefined : [p.status],
    },
  }),
  present: ({ domains }, p) => {
    const items = domains.edges.map(({ node }) => domainRow(node));
    return {
      user_id: idText(p.user_id),
      clientid: idText(p.user_id),
      ...countTexts({ total: domains.totalCount, start: pageOf(p).offset, items }),
      ...wrapped('domains', 'domain', items),
    };
  },
});
