import { type Case, graphql } from './requests.ts';
import { names } from './names.ts';

interface Read {
  name: string;
  /** For the gateway and for stock resolvers over the same names, and for the peers. */
  gateway: string;
  mercurius: string;
  postgraphile: string;
  /** The path of the hand-written server. */
  path: string;
  /** It is asked for another row each time, by the variable `$id`. */
  isVaried?: boolean;
}

const PERSON = 'databaseId firstName lastName email companyName';
const OWN = 'databaseId: rowId firstName lastName email companyName';
const PLAIN = 'databaseId: id firstName lastName email companyName';

const list: readonly Read[] = [
  {
    name: 'one client',
    path: '/client',
    gateway: `{ client(by: { id: "Client:77" }) { ${PERSON} } }`,
    mercurius: `{ client(id: 77) { ${PLAIN} } }`,
    postgraphile: `{ client: clientByRowId(rowId: 77) { ${OWN} } }`,
  },
  {
    name: 'one client, another each time',
    path: '/client-by',
    isVaried: true,
    gateway: `query ($id: ID!) { client(by: { id: $id }) { ${PERSON} } }`,
    mercurius: `query ($id: Int!) { client(id: $id) { ${PLAIN} } }`,
    postgraphile: `query ($id: Int!) { client: clientByRowId(rowId: $id) { ${OWN} } }`,
  },
  {
    name: '100 clients',
    path: '/clients',
    gateway: `{ clients(first: 100) { edges { node { ${PERSON} } } } }`,
    mercurius: `{ clients(first: 100) { ${PLAIN} } }`,
    postgraphile: `{ clients: allClients(first: 100, orderBy: ROW_ID_ASC) { nodes { ${OWN} } } }`,
  },
  {
    name: '25 clients, 2 tickets each, 3 replies each',
    path: '/clients-tickets',
    gateway: `{ clients(first: 25) { edges { node { databaseId email tickets(first: 2) { edges { node {
      databaseId subject replies(first: 3) { edges { node { databaseId message } } } } } } } } } }`,
    mercurius: `{ clients(first: 25) { databaseId: id email tickets(first: 2) {
      databaseId: id subject replies(first: 3) { databaseId: id message } } } }`,
    postgraphile: `{ clients: allClients(first: 25, orderBy: ROW_ID_ASC) { nodes { databaseId: rowId email
      tickets: ticketsByClientId(first: 2, orderBy: LAST_REPLY_AT_DESC) { nodes { databaseId: rowId subject
      replies: ticketRepliesByTicketId(first: 3, orderBy: ROW_ID_ASC) { nodes {
        databaseId: rowId message } } } } } } }`,
  },
  {
    name: '50 tickets with client and replies',
    path: '/tickets',
    gateway: `{ tickets(first: 50) { edges { node { databaseId subject client { ${PERSON} }
      replies(first: 3) { edges { node { databaseId message } } } } } } }`,
    mercurius: `{ tickets(first: 50) { databaseId: id subject client { ${PLAIN} }
      replies(first: 3) { databaseId: id message } } }`,
    postgraphile: `{ tickets: allTickets(first: 50, orderBy: LAST_REPLY_AT_DESC) { nodes {
      databaseId: rowId subject client: clientByClientId { ${OWN} }
      replies: ticketRepliesByTicketId(first: 3, orderBy: ROW_ID_ASC) { nodes {
        databaseId: rowId message } } } } }`,
  },
  {
    name: 'a page of clients and their number',
    path: '/clients-total',
    gateway: `{ clients(first: 25, offset: 50) { totalCount edges { node { ${PERSON} } } } }`,
    mercurius: `{ clients(first: 25, offset: 50) { ${PLAIN} } totalCount }`,
    postgraphile: `{ clients: allClients(first: 25, offset: 50, orderBy: ROW_ID_ASC) {
      totalCount nodes { ${OWN} } } }`,
  },
];

/** The reads. Every contender answers the same rows with the same names, wrapped in its own way. */
export const reads: readonly Case[] = list.map(
  ({ name, path, gateway, postgraphile, mercurius, isVaried }) => {
    const vary = isVaried && { vary: { from: '77', to: 9_000 } };
    const payloads = (query: string, id: string | number) => ({
      ...graphql(query, isVaried && { id }),
      ...vary,
    });
    return {
      name,
      isCompared: true,
      payloads: {
        [names.manual]: { path, body: '{"id":77}', ...vary },
        [names.gateway]: payloads(gateway, 'Client:77'),
        [names.unplanned]: payloads(gateway, 'Client:77'),
        [names.postgraphile]: payloads(postgraphile, 77),
        [names.stock]: payloads(gateway, 'Client:77'),
        [names.mercurius]: payloads(mercurius, 77),
      },
    };
  },
);

/** The rows of an answer without the wrapping of connections, so that answers can be compared. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  const rows =
    object.nodes ?? (object.edges as { node: unknown }[] | undefined)?.map((e) => e.node);
  if (rows !== undefined) return bare(rows);
  const named = Object.entries(object).filter(([key]) => key !== 'totalCount');
  return Object.fromEntries(named.map(([key, inner]) => [key, bare(inner)]));
}
