import type { FieldMap, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { Permission } from '#core/permissions.ts';
import type { DomainError, ErrorCode } from '#core/errors.ts';
import { own } from './access.ts';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { legacyExtensions } from './legacy.ts';
import { type CommandChange, perform } from './perform.ts';
import { collect } from '#planner/collect.ts';
import { Task } from './tasks/type.ts';
import type { Work } from './work.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** What a change answers with before its payload is read: ids and plain values, kept for replays. */
export type Result = Record<string, unknown>;

interface Command<Fields extends InputFieldMap, Answer extends Result, Prepared> {
  /** The legacy command this mutation mirrors. */
  legacy?: string;
  description: string;
  /** What the actor must hold; null where anybody may ask (signing in, signing up). */
  permission: Permission | null;
  input?: (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => Fields;
  /** The errors to expect besides those of bad input and missing rights. */
  errors: readonly ErrorCode[];
  /**
   * What must not happen while a transaction is open: slow arithmetic such as hashing a password,
   * questions to the outside. It reads with the root client and changes nothing.
   */
  prepare?: (context: Context, input: InputShapeFromFields<Fields>) => Promise<Prepared>;
  /**
   * The change. It returns ids; the payload reads them again after the commit. An error that is
   * thrown undoes everything; one that is returned is answered too, but what was written stays.
   */
  run: (
    work: Work,
    input: InputShapeFromFields<Fields>,
    prepared: Prepared,
  ) => Promise<Answer | DomainError>;
  payload: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>) => FieldMap;
  /** The payload tells what the outside said, so that an error of it is not one of the change. */
  reportsOutcomes?: true;
}

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Declares a mutation. The change, its audit entry, its events and its idempotency key share one
 * transaction, so either all of them happened or none did. Outside work that `run` began is
 * carried out after the commit and before the answer.
 */
export function command<Fields extends InputFieldMap, Answer extends Result, Prepared = undefined>(
  name: string,
  spec: Command<Fields, Answer, Prepared>,
): void {
  const { permission, errors, prepare, run, reportsOutcomes = false } = spec;
  const Payload = builder.objectRef<Answer>(`${capitalized(name)}Payload`).implement({
    read: null,
    description: `What \`${name}\` answers.`,
    fields: ((t: PayloadBuilder) => ({
      ...(mayBegin(spec) && taskFields(t)),
      ...spec.payload(t as never),
    })) as never,
  });
  const Input =
    spec.input &&
    builder.inputType(`${capitalized(name)}Input`, {
      description: `What \`${name}\` is told.`,
      fields: spec.input,
    });

  builder.mutationField(name, (t) =>
    t.field({
      description: `${spec.description}${errorNote(errors)}`,
      type: Payload,
      ...(permission && { authScopes: { permission } }),
      args: Input ? { input: t.arg({ type: Input, required: true }) } : {},
      extensions: { command: true, ...legacyExtensions(spec.legacy, permission) },
      resolve: (_root, args, context: Context, info) =>
        perform(context, {
          name,
          input: (args as { input?: unknown }).input ?? {},
          position: positionOf(info),
          prepare: prepare as CommandChange<Answer, Prepared>['prepare'],
          run: run as CommandChange<Answer, Prepared>['run'],
          reportsOutcomes,
        }) as never,
    }),
  );
}

type PayloadBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, { begun?: number[] }>;

/** Whether a command may have something done at a provider. */
const mayBegin = ({
  errors,
  reportsOutcomes,
}: {
  errors: readonly ErrorCode[];
  reportsOutcomes?: true;
}): boolean => Boolean(reportsOutcomes) || errors.includes('PROVIDER_REJECTED');

/** What every payload tells of the work at providers that the change began. */
const taskFields = (t: PayloadBuilder) => ({
  task: t.prismaField({
    type: Task,
    // What the change itself began is shown to whoever made it.
    extensions: own,
    nullable: true,
    description: 'First task it began at a provider; null where nothing had to be done there.',
    resolve: (query, { begun = [] }, _args, { db }) =>
      begun.length ? db.task.findUnique({ ...query, where: { id: begun[0]! } }) : null,
  }),
  tasks: t.prismaField({
    type: [Task],
    extensions: own,
    description: 'Every task it began at a provider.',
    resolve: (query, { begun = [] }, _args, { db }) =>
      db.task.findMany({ ...query, where: { id: { in: begun } }, orderBy: { id: 'asc' } }),
  }),
});

const errorNote = (codes: readonly ErrorCode[]) =>
  codes.length ? `\n\nRefuses with ${codes.map((code) => `\`${code}\``).join(', ')}.` : '';

/**
 * Which of the operation's root fields this is, as they are executed: 0 for the first. Fragments
 * and directives are followed, so that it is the same in every spelling.
 */
function positionOf(info: GraphQLResolveInfo): number {
  const fields = collect(info, info.parentType, [info.operation.selectionSet]);
  return [...fields.keys()].indexOf(String(info.path.key));
}
