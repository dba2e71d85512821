import { encodeId } from '#core/ids.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { pageOf, paging } from '#transports/rapi/params-page.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';
import { service } from '#transports/rapi/services/format-service.ts';
import { GetClientProducts } from '#transports/rapi/services/GetClientProducts.ts';

/** The same query as GetClientProducts, of one client or of all, by what WHMCS filters by. */
export const GetClientsProducts = legacy({
  params: clientFields(
    {
      ...paging,
      clientid: id.optional(),
      serviceid: id.optional(),
      pid: id.optional(),
      domain: line(253).optional(),
      username2: line(64).optional(),
    },
    'clientid',
  ),
  operation: GetClientProducts.operation,
  variables: (p) => ({
    ...pageOf(p),
    filter: {
      client: p.clientid ? [encodeId('Client', p.clientid)] : undefined,
      product: p.pid ? [encodeId('Product', p.pid)] : undefined,
      domainName: p.domain,
      username: p.username2,
      id: p.serviceid ? [encodeId('Service', p.serviceid)] : undefined,
    },
  }),
  present: ({ services: { totalCount, edges } }, p) => ({
    clientid: p.clientid ? idText(p.clientid) : null,
    serviceid: p.serviceid ? idText(p.serviceid) : null,
    pid: p.pid ? idText(p.pid) : null,
    domain: p.domain ?? null,
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
