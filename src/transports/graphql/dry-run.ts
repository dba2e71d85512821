import { createHash } from 'node:crypto';
import {
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  print,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';
import type { Context, PlannedEffects } from '#schema/context.ts';
import { dryRunDirective, isDryRun } from '#schema/dry-run/directive.ts';
import { rehearse } from '#schema/dry-run/dry-run.ts';
import type { Effect, Effects } from '#schema/dry-run/effect.ts';
import { issuePlan, readPlan } from '#schema/dry-run/plan.ts';

/** Tries mutations that are marked as dry runs, and holds those with a plan to it. */
export function useDryRun(): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn, setResultAndStopExecution }) => {
      const context = args.contextValue as unknown as Context;
      const plan = context.requestInfo?.plan;
      if (isDryRun(args as ExecutionArgs))
        return setExecuteFn((asked: ExecutionArgs) => tried(asked, executeFn));
      // An empty one is a plan that was lost, and holds for nothing.
      if (typeof plan !== 'string') return undefined;
      if (getOperationAST(args.document, args.operationName)?.operation !== 'mutation')
        return undefined;
      try {
        const planned = readPlan(context.app, plan, printOf(args as ExecutionArgs));
        Object.assign(context, { planned });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const { message, extensions } = error;
        setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions })] });
      }
      return undefined;
    },
  };
}

type Execute = (args: ExecutionArgs) => unknown;

async function tried(args: ExecutionArgs, execute: Execute): Promise<ExecutionResult> {
  const context = args.contextValue as Context;
  const { answer, effects } = await rehearse(
    context,
    async (contextValue) => (await execute({ ...args, contextValue })) as ExecutionResult,
  );
  const planned = Object.fromEntries(effects) as PlannedEffects;
  const plan = answer.errors?.length ? null : issuePlan(context.app, printOf(args), planned);
  return {
    ...answer,
    extensions: {
      ...answer.extensions,
      dryRun: true,
      effects: joined(planned),
      ...(plan && { plan: plan.token, planExpiresAt: plan.expiresAt.toISOString() }),
    },
  };
}

/** The effects of all root fields as one. */
function joined(planned: PlannedEffects): Effects {
  const all: Record<string, Effect[]> = {};
  for (const effects of Object.values(planned))
    for (const [kind, rows] of Object.entries(effects)) (all[kind] ??= []).push(...rows);
  return all;
}

/** What was asked by whom. The directive is left out: the real request comes without. */
function printOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string {
  const { actor } = contextValue as Context;
  const text = print(document).replace(` @${dryRunDirective.name}`, '');
  return createHash('sha256')
    .update(JSON.stringify([actor.id, text, operationName ?? null, variableValues ?? {}]))
    .digest('base64url');
}
