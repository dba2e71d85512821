import { type ExecutionArgs, type GraphQLSchema, parse } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { answerFast } from '#planner/fast/fast.ts';
import { admit } from './admission.ts';
import { useDryRun } from './dry-run.ts';
import { KnownDocuments } from './known-documents.ts';
import { breadthRule, depthRule, limits } from './limits.ts';
import { masked, useMask } from './mask.ts';
import { useStoredAnswers } from './stored-answers.ts';
import { useWritten } from './replicas.ts';
import { useLostAnswers } from './lost-answers.ts';
import { useTracing } from './trace.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { useRequestErrors } from './use-request-errors.ts';
import { useUsage } from './usage.ts';
import { useExtensions } from './extensions.ts';
import { useWholeEvents } from './whole-events.ts';

/** Yoga as this gateway runs it: what every transport executes its operations through. */
export type Yoga = YogaServerInstance<Context, object>;

/** Makes the one GraphQL pipeline: limits, masking, kept answers, and the HTTP protocol of /graphql. */
export function makeYoga(app: App, schema: GraphQLSchema, trusted: TrustedDocuments): Yoga {
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
    // The server answers for all transports alike, see `cors.ts`.
    cors: false,
    // What fails in an operation was masked by then, under its request's id.
    maskedErrors: { maskError: (error) => masked({ app }, error) },
    plugins: [
      useTrustedDocuments(trusted),
      useUsage(),
      useExtensions(),
      useFastAnswers(),
      useWholeEvents(),
      useDryRun(),
      useTracing(),
      useLimits(),
      useLostAnswers(),
      useWritten(),
      useStoredAnswers(),
      documents.plugin(),
      useRequestErrors(),
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

/** Puts the text of a document in the place of its name. */
function useTrustedDocuments(trusted: TrustedDocuments): Plugin {
  return {
    onParams({ params, request, setParams }) {
      // Anything but an object is refused as that, later.
      if (!isPlainObject(params)) return;
      const { searchParams } = new URL(request.url, 'http://gateway');
      const documentId = request.method === 'GET' ? searchParams.get('documentId') : null;
      setParams(trusted.resolve({ ...params, ...(documentId !== null && { documentId }) }));
    },
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
    onExecute: async ({ args, setResultAndStopExecution }) => {
      const error = await admit(args as ExecutionArgs);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
    onSubscribe: async ({ args, setResultAndStopExecution }) => {
      const error = await admit(args as ExecutionArgs);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}
