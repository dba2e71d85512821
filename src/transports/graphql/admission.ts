import { type ExecutionArgs, GraphQLError } from 'graphql';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { countedAs } from '#modules/access/actor.ts';
import type { Allowance } from '#platform/allowance.ts';
import type { CostCharge } from '#schema/context.ts';
import { costOf } from './cost.ts';
import { checkIntrospection } from './introspection.ts';
import { checkText } from './text.ts';
import type { StoredContext } from './usage.ts';

/** The context of an operation that a client sent. */
export interface OperationContext extends StoredContext {
  /** Why it does not run, or null; absent until somebody looks. */
  refused?: Promise<GraphQLError | null>;
  /** What the client sent. */
  params?: { extensions?: Record<string, unknown> | undefined };
  /** Hears what the limit of costs leaves the caller. */
  onAllowance?: (allowance: Allowance) => void;
}

/**
 * What is looked at before an operation runs, whichever way it does: its text, what it costs, and
 * whether its caller has that much left. It is looked at and charged once, however many ways are
 * tried.
 * @returns why it does not run; null where it may
 */
export function admit(args: ExecutionArgs): Promise<GraphQLError | null> {
  const context = args.contextValue as OperationContext;
  context.refused ??= judge(args, context);
  return context.refused;
}

async function judge(args: ExecutionArgs, context: OperationContext): Promise<GraphQLError | null> {
  try {
    checkText(args);
    checkIntrospection(args.document, context);
    const cost = costOf(args);
    if (!context.isStored) context.charge = await charged(context, cost);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return asRequestError(error);
    throw error;
  }
}

async function charged(context: OperationContext, cost: number): Promise<CostCharge> {
  const { app, actor, requestInfo, onAllowance } = context;
  const allowance = await app.limiter.spend(countedAs(actor, requestInfo.ip), cost);
  if (!allowance) return { cost, limit: null, remaining: null, resetAt: null };
  onAllowance?.(allowance);
  const { limit, remaining, resetIn } = allowance;
  return { cost, limit, remaining, resetAt: new Date(now().getTime() + resetIn) };
}

/**
 * As a plain error of GraphQL: for any other, the HTTP status would be that of a fault of ours.
 * What is refused here is an error of the request: GraphQL over HTTP wants 400 for it as
 * `application/graphql-response+json` and 200 as `application/json`, however often it is sent.
 */
function asRequestError({ message, extensions }: DomainError): GraphQLError {
  const http = extensions.http ?? { status: 400, spec: true };
  return new GraphQLError(message, { extensions: { ...extensions, http } });
}
