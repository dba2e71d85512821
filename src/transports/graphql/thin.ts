import {
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { isAsyncIterable, processRegularResult } from 'graphql-yoga';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import { traced } from '#core/tracing.ts';
import { TextAnswer } from '#planner/fast/fast.ts';
import { sendText, type TextResponse } from '#transports/send-text.ts';
import type { Arrival } from '#transports/transport.ts';
import type { OperationContext } from './admission.ts';
import type { KnownDocuments } from './known-documents.ts';
import { operationSpan } from './trace.ts';
import { type MediaType, mediaTypeFor } from './media-type.ts';
import { answerQuickly } from './quick.ts';
import { changeQuickly } from './quick-change.ts';
import { fromReplica, noteWritten } from './replicas.ts';
import { headersOf } from './stream.ts';
import type { SentParams, TrustedDocuments } from './trusted-documents.ts';
import { documentsOf, type Yoga } from './yoga.ts';

interface RequestBody {
  extensions?: undefined;
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/**
 * The short way for what nearly every request is: a POST of JSON. It answers exactly as Yoga does,
 * through Yoga's own pipeline, without making a Request and a Response of the web's kind.
 * Everything else is Yoga's.
 */
export class ThinPath {
  private readonly yoga: Yoga;
  private readonly documents: KnownDocuments;
  private readonly schema: GraphQLSchema;
  private readonly trusted: TrustedDocuments;

  constructor(yoga: Yoga, trusted: TrustedDocuments) {
    this.yoga = yoga;
    this.trusted = trusted;
    this.schema = yoga.getEnveloped().schema;
    this.documents = documentsOf(yoga);
  }

  /** The operation in a request, if it is for this way; else null. */
  read({ req, path }: Arrival, body: Buffer): RequestBody | null {
    const { headers, method } = req;
    const isPlain =
      method === 'POST' &&
      path === req.url &&
      /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
      headers['content-encoding'] === undefined &&
      mediaTypeFor(headers.accept) !== null;
    if (!isPlain) return null;
    try {
      const sent: unknown = JSON.parse(body.toString('utf8'));
      const params = isPlainObject(sent) ? this.trusted.resolve(sent as SentParams) : null;
      return isRequest(params) ? params : null;
    } catch {
      return null;
    }
  }

  /** Answers; false, with nothing done, where it is left to Yoga. */
  async answer(
    arrival: Arrival,
    payload: RequestBody,
    context: OperationContext,
  ): Promise<boolean> {
    const { query, variables, operationName } = payload;
    const document = this.documents.get(query);
    const operation = document && getOperationAST(document, operationName);
    const kind = operation?.operation;
    if (!document || !kind || kind === OperationTypeNode.SUBSCRIPTION) return false;
    const type = mediaTypeFor(arrival.req.headers.accept)!;
    const { schema } = this;
    const request = { schema, document, variableValues: variables ?? undefined, operationName };
    const result = await traced(
      () => operationSpan(document, operationName),
      async () => {
        if (kind === OperationTypeNode.QUERY)
          return fromReplica(context, async () => {
            const fast = await answerQuickly({ ...request, contextValue: context });
            return fast ?? this.execute(request, { ...context, params: payload });
          });
        const fast = await changeQuickly({ ...request, contextValue: context });
        if (fast) await noteWritten(context);
        return fast ?? this.execute(request, { ...context, params: payload });
      },
    );
    if (isAsyncIterable(result)) return false;
    await sendText(arrival, await this.responseOf(result, type));
    return true;
  }

  /** Through Yoga's pipeline. */
  private async execute(
    request: Omit<ExecutionArgs, 'contextValue'>,
    context: OperationContext,
  ): Promise<ExecutionResult> {
    const isTried = getOperationAST(request.document, request.operationName)?.operation === 'query';
    const enveloped = this.yoga.getEnveloped({ ...context, isTried } as never);
    const { execute, contextFactory } = enveloped;
    const contextValue: unknown = await contextFactory();
    try {
      return (await execute({ ...request, contextValue })) as ExecutionResult;
    } catch (error) {
      // What is refused before an operation runs is its answer, as Yoga has it.
      if (error instanceof DomainError) return { errors: [error] };
      throw error;
    }
  }

  /** An answer with errors has its status and headers from Yoga. */
  private async responseOf(result: ExecutionResult, type: MediaType): Promise<TextResponse> {
    if (!result.errors && !result.extensions)
      return {
        status: 200,
        headers: { 'content-type': `${type}; charset=utf-8` },
        text: textOf(result),
      };
    return textResponse(processRegularResult(result as never, this.yoga.fetchAPI, type));
  }
}

/** A response of the web's kind, to be written as any other. */
export const textResponse = async (response: Response): Promise<TextResponse> => ({
  status: response.status,
  headers: headersOf(response),
  text: await response.text(),
});

const textOf = (result: ExecutionResult) =>
  result instanceof TextAnswer ? `{"data":${result.text}}` : JSON.stringify(result);

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
