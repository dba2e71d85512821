import type { App } from '#schema/app.ts';
import type { DemoTokens } from './demo.ts';

/**
 * What `npm start` prints: where the transports are, who may enter, and one call of each transport.
 * @param canEnter whether there are staff, or credentials of staff, that may sign in
 */
export function welcome(
  { config, database }: App,
  url: string,
  { tokens, canEnter }: { tokens: DemoTokens | null; canEnter: boolean },
): string {
  const metrics = config.metricsPort ? `:${config.metricsPort}/metrics` : `${url}/metrics`;
  const kind = database.kind === 'embedded' ? `embedded, in ${config.dataDir}` : 'PostgreSQL';
  const lines = [
    '',
    `Hostgraph is ready: ${url}  (database: ${kind})`,
    '',
    `  GraphQL    ${url}/graphql         open it in a browser for GraphiQL`,
    `  Live       ${url.replace('http', 'ws')}/graphql           graphql-transport-ws; SSE over HTTP`,
    `  Legacy     ${url}/rapi/<Command>  form fields in, JSON out`,
    `  Health     ${url}/health   Metrics ${metrics}   Schema ${url}/schema.graphql`,
    '',
  ];
  return [
    ...lines,
    ...(tokens ? invitation(url, tokens) : [entrance(config.bootstrapToken, canEnter), '']),
  ].join('\n');
}

function entrance(bootstrapToken: string | undefined, canEnter: boolean): string {
  if (bootstrapToken) return 'Sign in with your BOOTSTRAP_TOKEN.';
  if (canEnter) return 'Staff sign in as before; tokens are shown once, when they are made.';
  return 'Nobody can sign in: set BOOTSTRAP_TOKEN and start again, for a first credential.';
}

const invitation = (url: string, { staff, reseller, customer }: DemoTokens) => [
  'Tokens of the demo, shown this once:',
  `  staff      ${staff}`,
  `  reseller   ${reseller}`,
  `  customer   ${customer}`,
  '',
  'Try each transport:',
  `  curl ${url}/graphql -H 'authorization: Bearer ${staff}' -H 'content-type: application/json' \\`,
  `    -d '{"query":"{ clients(first: 3) { edges { node { id fullName email } } } }"}'`,
  `  curl ${url}/rapi/GetClients -d token=${staff} -d limit_num=3`,
  `  curl -N ${url}/graphql -H 'authorization: Bearer ${customer}' -H 'accept: text/event-stream' \\`,
  `    -H 'content-type: application/json' -d '{"query":"subscription { ticketUpdated { cursor type } }"}'`,
  '',
];
