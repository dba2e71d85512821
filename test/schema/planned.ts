import {
  execute,
  type ExecutionResult,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Actor, nobody } from '#core/actor.ts';
import {
  customerPermissions,
  permissions as everyPermission,
  resellerPermissions,
} from '#core/permissions.ts';
import { schema } from '#modules/schema.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { answerFast } from '#planner/fast/fast.ts';
import type { Context } from '#schema/context.ts';
import type { Operation } from './operations.ts';

const person = (kind: Actor['kind'], more: Partial<Actor>): Actor => ({
  ...nobody,
  kind,
  id: kind,
  ...more,
});

/** Somebody of each kind, over the rows of the book. */
export const actors: readonly Actor[] = [
  person('staff', { permissions: new Set(everyPermission), adminId: 1 }),
  person('staff', { permissions: new Set(['clients:read', 'support:read']), adminId: 1 }),
  person('reseller', { permissions: new Set(resellerPermissions), resellerId: 1 }),
  person('customer', { permissions: new Set(customerPermissions), clientIds: [1, 2, 5] }),
  nobody,
];

/** Random operations declare more variables than they use. */
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

/** Executes an operation in process, as an actor, on one client or another. */
export async function run(
  app: App,
  db: Db,
  { document, variables }: Operation,
  actor: Actor = actors[0]!,
  way: 'executor' | 'fast' | 'text' | 'again' = 'executor',
): Promise<ExecutionResult> {
  const requestInfo = { requestId: 'test', ip: '127.0.0.1', userAgent: '', idempotencyKey: null };
  const contextValue: Context = { app, db, actor, requestInfo };
  const parsed = parse(document);
  const [fault] = validate(schema, parsed, rules);
  if (fault) throw new Error(`${fault.message}\n${document}`);
  const args = { schema, document: parsed, contextValue, variableValues: variables };
  const requester = way === 'text' || way === 'again' ? {} : undefined;
  // Twice, for one asker: the second answer comes from what was remembered of the first.
  if (way === 'again') await answerFast(args, requester);
  return (way === 'executor' ? null : await answerFast(args, requester)) ?? execute(args);
}
