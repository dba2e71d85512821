import { type ExecutionArgs, type GraphQLSchema, parse } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { Refusal } from '#core/refusal.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { answerFast } from '#schema/planner/fast.ts';
import { checkAsked } from './check.ts';
import { KnownDocuments } from './known-documents.ts';
import { breadthRule, depthRule, limits } from './limits.ts';
import { masked, useMask } from './mask.ts';
import { useKeptAnswers } from './kept-answers.ts';
import { useLostAnswers } from './lost-answers.ts';
import { useUsage } from './usage.ts';

/** Yoga as this gateway runs it: what every door executes its operations through. */
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
    // The door reads bodies, and no more of them than it should.
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
      useKeptAnswers(),
      documents.plugin(),
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
            throw new Refusal('TOO_MANY_TOKENS');
          throw error;
        }
      });
    },
    onValidate({ addValidationRule }) {
      addValidationRule(breadthRule);
      addValidationRule(depthRule);
    },
    onExecute: ({ args }) => checkAsked(args),
    onSubscribe: ({ args }) => checkAsked(args),
  };
}
