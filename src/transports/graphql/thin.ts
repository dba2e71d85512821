import {
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { isAsyncIterable, processRegularResult } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';
import type { Context } from '#schema/context.ts';
import { TextAnswer } from '#planner/fast.ts';
import type { Arrival } from '#transports/transport.ts';
import type { KnownDocuments } from './known-documents.ts';
import { answerQuickly } from './quick.ts';
import type { Yoga } from './yoga.ts';

/** What clients send as `Accept`, where there is no doubt about what Yoga would make of it. */
const ANSWERED: Record<string, string> = {
  '': 'application/json',
  '*/*': 'application/json',
  'application/json': 'application/json',
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/graphql-response+json, application/json': 'application/graphql-response+json',
};

interface RequestBody {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/**
 * The short way for what nearly every request is: a POST of JSON with a document that Yoga has seen
 * before. It answers exactly as Yoga does, through Yoga's own pipeline, without making a Request
 * and a Response of the web's kind. Everything else is Yoga's.
 */
export class ThinPath {
  private readonly yoga: Yoga;
  private readonly documents: KnownDocuments;
  private readonly schema: GraphQLSchema;

  constructor(yoga: Yoga, documents: KnownDocuments, schema: GraphQLSchema) {
    this.yoga = yoga;
    this.schema = schema;
    this.documents = documents;
  }

  /** The operation in a request, if it is for this way; else null. */
  read({ req, path }: Arrival, body: Buffer): RequestBody | null {
    const { headers, method } = req;
    const isPlain =
      method === 'POST' &&
      path === req.url &&
      headers.origin === undefined &&
      /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
      headers['content-encoding'] === undefined &&
      Object.hasOwn(ANSWERED, headers.accept ?? '');
    if (!isPlain) return null;
    try {
      const payload: unknown = JSON.parse(body.toString('utf8'));
      return isRequest(payload) ? payload : null;
    } catch {
      return null;
    }
  }

  /** Answers; false, with nothing done, where it is left to Yoga. */
  async answer({ req, res }: Arrival, payload: RequestBody, context: Context): Promise<boolean> {
    const { query, variables, operationName } = payload;
    const document = this.documents.get(query);
    const operation = document && getOperationAST(document, operationName);
    const kind = operation?.operation;
    if (!document || !kind || kind === OperationTypeNode.SUBSCRIPTION) return false;
    const type = ANSWERED[req.headers.accept ?? '']!;
    if (kind === OperationTypeNode.QUERY) {
      const { schema } = this;
      const variableValues = variables ?? undefined;
      const args = { schema, document, contextValue: context, variableValues, operationName };
      const fast = await answerQuickly(args);
      if (fast) {
        const text = fast instanceof TextAnswer ? `{"data":${fast.text}}` : JSON.stringify(fast);
        send(res, 200, { 'content-type': `${type}; charset=utf-8` }, text);
        return true;
      }
    }
    const own = { ...context, params: payload, isTried: kind === OperationTypeNode.QUERY };
    const enveloped = this.yoga.getEnveloped(own as never);
    const { schema, execute, contextFactory } = enveloped;
    const contextValue: unknown = await contextFactory();
    const args = { schema, document, contextValue, variableValues: variables ?? undefined };
    const result = await refusable(
      async () => (await execute({ ...args, operationName })) as ExecutionResult,
    );
    if (isAsyncIterable(result)) return false;
    if (result.errors || result.extensions) await this.sendOdd(res, result, type);
    else send(res, 200, { 'content-type': `${type}; charset=utf-8` }, JSON.stringify(result));
    return true;
  }

  /** An answer with errors has its status and headers from Yoga. */
  private async sendOdd(res: Arrival['res'], result: ExecutionResult, type: string): Promise<void> {
    const response = processRegularResult(result as never, this.yoga.fetchAPI, type);
    send(res, response.status, Object.fromEntries(response.headers), await response.text());
  }
}

/** What is refused before an operation runs is its answer, as Yoga has it. */
async function refusable(run: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError) return { errors: [error] };
    throw error;
  }
}

function isRequest(value: unknown): value is RequestBody {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { query, variables, operationName, ...rest } = value as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    (variables === undefined || (typeof variables === 'object' && !Array.isArray(variables))) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    Object.keys(rest).length === 0
  );
}

function send(
  res: Arrival['res'],
  status: number,
  headers: Record<string, string>,
  text: string,
): void {
  res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  res.end(text);
}
