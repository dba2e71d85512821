import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { answerFast } from '#planner/fast.ts';
import { checkRequest } from './check.ts';
import { useCodes } from './coded.ts';
import { KnownDocuments } from './known-documents.ts';
import { breadthRule, depthRule, limits } from './limits.ts';
import { masked, useMask } from './mask.ts';
import { useStoredAnswers } from './stored-answers.ts';
import { useLostAnswers } from './lost-answers.ts';
import { useUsage } from './usage.ts';

/** Yoga as this gateway runs it: what every transport executes its operations through. */
export type Yoga = YogaServerInstance<Context, object>;

/** Makes the one GraphQL pipeline: limits, masking, kept answers, and the HTTP protocol of /graphql. */
export function makeYoga(app: App, schema: GraphQLSchema): Yoga {
  const { corsOrigins } = app.config;
  const documents = new KnownDocuments();
  const yoga = createYoga<Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    batching: false,
    // The transport reads bodies, and no more of them than it should.
    maxRequestBodySize: false,
    cors: corsOrigins.length
      ? {
          origin: corsOrigins,
          methods: ['GET', 'POST', 'OPTIONS'],
          allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-request-id'],
          exposedHeaders: ['idempotent-replayed', 'x-request-id', 'retry-after'],
          maxAge: 600,
        }
      : false,
    // What fails in an operation was masked by then, under its request's id.
    maskedErrors: { maskError: (error) => masked({ app }, error) },
    plugins: [
      useUsage(),
      useFastAnswers(),
      useLimits(),
      useLostAnswers(),
      useStoredAnswers(),
      documents.plugin(),
      useCodes(),
      useMask(),
    ],
  }) as Yoga;
  known.set(yoga, documents);
  return yoga;
}

const known = new WeakMap<Yoga, KnownDocuments>();

/** The documents a pipeline has found valid. */
export const documentsOf = (yoga: Yoga): KnownDocuments => known.get(yoga) ?? new KnownDocuments();

/** Answers straight from planned rows where that is possible; the executor does the rest. */
function useFastAnswers(): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn(async (args: ExecutionArgs) => {
        const { isTried } = args.contextValue as { isTried?: boolean };
        return (isTried ? null : await answerFast(args)) ?? executeFn(args);
      }),
  };
}

/** Refuses operations that are too long, too deep, too broad or too costly, or hold broken text. */
function useLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        try {
          return parse(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          if (/more that|more than \d+ tokens/.test((error as Error).message))
            throw new DomainError('TOO_MANY_TOKENS');
          throw error;
        }
      });
    },
    onValidate({ addValidationRule }) {
      addValidationRule(breadthRule);
      addValidationRule(depthRule);
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const error = faultOf(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const error = faultOf(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

/**
 * Why an operation does not run. As a plain error of GraphQL: for any other, and for one that is
 * thrown, the HTTP status would be that of a fault of ours.
 */
function faultOf(args: ExecutionArgs): GraphQLError | null {
  try {
    checkRequest(args);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new GraphQLError(error.message, { extensions: error.extensions });
  }
}
