import { encodeId } from '#core/ids.ts';
import { domainRow } from '#transports/rapi/domains/format-domain.ts';
import { GetClientDomains } from '#transports/rapi/domains/GetClientDomains.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { countTexts, idText, wrapped } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { pageOf, paging } from '#transports/rapi/params-page.ts';

/** The same query as GetClientDomains, of one client or of all, by what WHMCS filters by. */
export const GetClientsDomains = legacy({
  params: clientFields(
    {
      ...paging,
      clientid: id.optional(),
      domainid: id.optional(),
      domain: line(253).optional(),
    },
    'clientid',
  ),
  operation: GetClientDomains.operation,
  variables: (p) => ({
    ...pageOf(p),
    filter: {
      client: p.clientid ? [encodeId('Client', p.clientid)] : undefined,
      id: p.domainid ? [encodeId('Domain', p.domainid)] : undefined,
      name: p.domain,
    },
  }),
  present: ({ domains }, p) => {
    const items = domains.edges.map(({ node }) => domainRow(node));
    return {
      clientid: p.clientid ? idText(p.clientid) : null,
      domainid: p.domainid ? idText(p.domainid) : null,
      ...countTexts({ total: domains.totalCount, start: pageOf(p).offset, items }),
      ...wrapped('domains', 'domain', items),
    };
  },
});
