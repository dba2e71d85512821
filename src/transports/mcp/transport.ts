import type { ServerResponse } from 'node:http';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { version } from '#core/version.ts';
import { DomainError } from '#core/errors.ts';
import { httpStatusOf } from '#core/errors/advice.ts';
import {
  type Arrival,
  bearerOf,
  readBody,
  retryAfter,
  sendJson,
  type Transport,
} from '#transports/transport.ts';
import type { Pipeline } from '#transports/rapi/call.ts';
import { confirmationText, type ReadEffects } from './confirmation.ts';
import { type Tool, toolsOf } from './tools.ts';

/** What this transport needs to know of a session beyond the pipeline. */
export interface McpPipeline<Session> extends Pipeline<Session> {
  /** Whether the session holds every permission that a document cannot do without. */
  mayRun(session: Session, document: DocumentNode): boolean;
  /** The session of a request that is only tried, or held to a plan. */
  rehearsing(session: Session, how: { isDryRun: boolean; plan: string | null }): Session;
}

/** The longest message, in bytes. */
const BODY_BYTES = 1 << 20;

/** How many tools a page of the list holds. */
const PAGE = 100;

/** Sends a plan back: the one tool that changes anything. */
const confirm = {
  name: 'confirm',
  description:
    'Makes a change that was planned. Show the plan’s text to a person and have it agreed to first. Refused with PLAN_CHANGED where the outcome would now be another; a plan holds for 15 minutes.',
  inputSchema: {
    type: 'object' as const,
    properties: {
      tool: { type: 'string', description: 'Name of the tool that planned the change.' },
      arguments: { type: 'object', description: 'Its arguments, unchanged.' },
      plan: { type: 'string', description: 'The plan as the tool gave it.' },
    },
    required: ['tool', 'arguments', 'plan'],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: false, destructiveHint: true },
};

/**
 * POST /mcp: the Model Context Protocol (streamable HTTP, without sessions) over the trusted
 * documents that a key may run. Queries run; mutations are dry runs that give a plan, and `confirm`
 * carries a plan out where `allowsChanges`.
 */
export function mcpTransport<Session>(
  pipeline: McpPipeline<Session>,
  schema: GraphQLSchema,
  documents: Iterable<string>,
  { allowsChanges }: { allowsChanges: boolean },
): Transport {
  let known: Map<string, Tool> | undefined;
  const tools = () => (known ??= toolsOf(schema, documents));
  return {
    name: 'mcp',
    serves: (path) => path === '/mcp',
    async answer(arrival) {
      const { req, res, requestId } = arrival;
      // Without sessions there is nothing to say unasked: a stream would only be held open.
      if (req.method !== 'POST') return refuseMethod(res);
      try {
        const session = await openSession(pipeline, arrival);
        const body = parsed(await readBody(req, BODY_BYTES));
        await serve({ pipeline, schema, tools, allowsChanges }, arrival, session, body);
      } catch (error) {
        if (res.headersSent) return void res.end();
        const { message, extensions } = pipeline.shown(error, requestId);
        const isUnknown = extensions?.code === 'UNAUTHENTICATED';
        const usual = error instanceof DomainError ? 400 : 500;
        const data = { code: extensions?.code };
        sendJson(
          res,
          httpStatusOf(extensions?.code) ?? usual,
          { jsonrpc: '2.0', id: null, error: { code: -32_000, message, data } },
          isUnknown ? { 'www-authenticate': 'Bearer' } : retryAfter(extensions),
        );
      }
    },
  };
}

/** What the protocol has a server answer that offers no stream of its own. */
function refuseMethod(res: ServerResponse): void {
  const error = { code: -32_000, message: 'Send a POST request.' };
  sendJson(res, 405, { jsonrpc: '2.0', id: null, error }, { allow: 'POST' });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new DomainError('BAD_REQUEST', 'The body is not JSON.');
  }
}

const openSession = <Session>(
  pipeline: McpPipeline<Session>,
  { req, ip, requestId, showAllowance, showReplay }: Arrival,
): Promise<Session> =>
  pipeline.session({
    token: bearerOf(req),
    ip,
    requestId,
    userAgent: req.headers['user-agent']?.slice(0, 500) ?? '',
    idempotencyKey: null,
    isDryRun: false,
    plan: null,
    onAllowance: showAllowance,
    onReplay: showReplay,
  });

interface Served<Session> {
  pipeline: McpPipeline<Session>;
  schema: GraphQLSchema;
  tools: () => Map<string, Tool>;
  allowsChanges: boolean;
}

async function serve<Session>(
  served: Served<Session>,
  arrival: Arrival,
  session: Session,
  body: unknown,
): Promise<void> {
  const { pipeline, tools, allowsChanges } = served;
  const { protocol, http, types } = await sdk();
  const server = new protocol.Server(
    { name: 'hostgraph', version },
    { capabilities: { tools: {} } },
  );
  const mayUse = (tool: Tool) =>
    (allowsChanges || !tool.isChange) && pipeline.mayRun(session, tool.document);
  server.setRequestHandler(types.ListToolsRequestSchema, ({ params }) => {
    const own = [...tools().values()].filter(mayUse);
    const from = Number(params?.cursor ?? 0);
    const page = own.slice(from, from + PAGE).map(shownTool);
    const next = from + PAGE < own.length ? String(from + PAGE) : undefined;
    const isLast = next === undefined;
    return { tools: isLast && allowsChanges ? [...page, confirm] : page, nextCursor: next };
  });
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
    const { name, arguments: args = {} } = params;
    const isConfirmed = allowsChanges && name === confirm.name;
    const asked = isConfirmed ? String(args.tool) : name;
    const tool = tools().get(asked);
    if (!tool || !mayUse(tool) || (isConfirmed && !tool.isChange))
      return failed(`There is no tool ${asked} that this key may use.`, 'FORBIDDEN');
    const isDryRun = tool.isChange && !isConfirmed;
    const plan = isConfirmed ? String(args.plan) : null;
    const variables = (isConfirmed ? args.arguments : args) as Record<string, unknown>;
    const result = await pipeline.execute(
      pipeline.rehearsing(session, { isDryRun, plan }),
      tool.document,
      variables,
    );
    return shownResult(served, arrival, { tool, args: variables, result, isDryRun });
  });
  const transport = new http.StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  arrival.res.once('close', () => void server.close());
  await server.connect(transport as never);
  await transport.handleRequest(arrival.req, arrival.res, body);
}

const shownTool = ({ name, description, isChange, inputSchema }: Tool) => ({
  name,
  description,
  inputSchema,
  // A plan changes nothing.
  annotations: { readOnlyHint: true, title: isChange ? `Plan ${name}` : name },
});

const failed = (message: string, code: unknown) => ({
  isError: true,
  content: [{ type: 'text' as const, text: `${message} (${String(code)})` }],
});

interface Called {
  tool: Tool;
  args: Record<string, unknown>;
  result: ExecutionResult;
  isDryRun: boolean;
}

function shownResult<Session>(
  { pipeline, schema }: Served<Session>,
  { requestId }: Arrival,
  { tool, args, result: { data, errors, extensions }, isDryRun }: Called,
) {
  const [error] = errors ?? [];
  if (error) {
    const shown = pipeline.shown(error, requestId);
    return {
      ...failed(shown.message, shown.extensions?.code),
      structuredContent: { error: { message: shown.message, ...shown.extensions } },
    };
  }
  if (!isDryRun)
    return {
      content: [{ type: 'text' as const, text: JSON.stringify(data) }],
      structuredContent: { data },
    };
  const { effects = {}, plan = null, planExpiresAt = null } = extensions ?? {};
  const text = confirmationText(schema, tool, { args, effects: effects as ReadEffects });
  const next = plan
    ? 'To make this change, have a person agree to it, then call `confirm` with this plan.'
    : 'It has too many effects for a plan, and cannot be confirmed here.';
  return {
    content: [{ type: 'text' as const, text: `${text}\n${next}` }],
    structuredContent: { data, effects, plan, planExpiresAt },
  };
}

/** The protocol's own library: loaded with the first message, since few gateways are asked one. */
async function sdk() {
  const [protocol, http, types] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/streamableHttp.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ]);
  return { protocol, http, types };
}
