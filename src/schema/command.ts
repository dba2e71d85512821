import type { FieldMap, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { Permission } from '#core/permissions.ts';
import type { DomainError, ErrorCode } from '#core/errors.ts';
import { encodeId } from '#core/ids.ts';
import { own } from './access.ts';
import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { legacyExtensions } from './legacy.ts';
import { withoutMasked } from './masked-secret.ts';
import type { Nulls } from './nulls.ts';
import { inOneForm } from './one-form.ts';
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
  /** Whether there is something to prepare; without it there always is. */
  needsPreparing?: (input: InputShapeFromFields<Fields>) => boolean;
  /**
   * The change. It returns ids; the payload reads them again after the commit. An error that is
   * thrown undoes everything; one that is returned is answered too, but what was written stays.
   */
  run: (
    work: Work,
    input: InputShapeFromFields<Fields>,
    prepared: Prepared,
  ) => Promise<Answer | DomainError>;
  /** What is shown of it, besides what every change shows. */
  payload?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>) => FieldMap;
  /**
   * Where it changes what is there already: the fields that null clears, and what then stands in
   * its place. Null for any other field is refused.
   */
  nulls?: Nulls;
  /** The row it takes away, by its type and the key of its number in the answer. */
  deletes?: { type: string; key: keyof Answer & string };
  /** Called with the answer before it is read, the first time and for each repetition. */
  answered?: (context: Context, input: InputShapeFromFields<Fields>, answer: Answer) => void;
  /** The payload tells what the outside said, so that an error of it is not one of the change. */
  reportsOutcomes?: true;
}

/** What changes of many rows need of the mutation for one. */
export type CommandSpec = Pick<
  Command<InputFieldMap, Result, unknown>,
  'permission' | 'nulls' | 'reportsOutcomes'
> &
  Pick<CommandChange<Result, unknown>, 'prepare' | 'run'> & {
    input?: (t: never) => InputFieldMap;
  };

/** The mutations declared so far. */
export const commandSpecs = new Map<string, CommandSpec>();

/** `extensions` of a change of which nothing but its commit comes before what is shown of it. */
const shownAtOnce = { isShownAtOnce: true };

/** Whether what is shown of a change may be read in the trip of its commit. */
export const isShownAtOnce = ({ extensions }: GraphQLField<unknown, unknown>): boolean =>
  'isShownAtOnce' in extensions;

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
  commandSpecs.set(name, spec as unknown as CommandSpec);
  const { permission, errors, prepare, run, reportsOutcomes = false } = spec;
  const mayNeed = (input: object) =>
    spec.needsPreparing?.(input as InputShapeFromFields<Fields>) ?? true;
  const Payload = builder.objectRef<Answer>(`${capitalized(name)}Payload`).implement({
    read: null,
    description: `Result of \`${name}\`.`,
    fields: ((t: PayloadBuilder) => ({
      ...(mayBegin(spec) && taskFields(t)),
      ...(spec.deletes && deletedField(t, spec.deletes)),
      ...spec.payload?.(t as never),
    })) as never,
  });
  const Input =
    spec.input &&
    builder.inputType(`${capitalized(name)}Input`, {
      description: `Input of \`${name}\`.`,
      fields: spec.input,
    });

  builder.mutationField(name, (t) =>
    t.field({
      description: `${spec.description}${errorNote(errors)}`,
      type: Payload,
      ...(permission && { authScopes: { permission } }),
      args: Input ? { input: t.arg({ type: Input, required: true }) } : {},
      extensions: {
        command: true,
        ...(!spec.answered && shownAtOnce),
        ...(spec.nulls && { nulls: spec.nulls }),
        ...legacyExtensions(spec.legacy, permission),
      },
      resolve: (async (
        _root: unknown,
        args: object,
        context: Context,
        info: GraphQLResolveInfo,
      ) => {
        const { made } = context.quickChange ?? {};
        if (made) return made;
        const { input: sent = {} } = args as { input?: object };
        const inputType = inputTypeOf(info, name);
        const input = inOneForm(withoutMasked(sent, info), inputType);
        const answer = await perform(context, {
          name,
          input,
          inputType,
          position: positionOf(info),
          prepare: mayNeed(input)
            ? (prepare as CommandChange<Answer, Prepared>['prepare'])
            : undefined,
          run: run as CommandChange<Answer, Prepared>['run'],
          reportsOutcomes,
          isShownAtOnce: !spec.answered,
          isPublic: permission === null,
        });
        spec.answered?.(context, input as InputShapeFromFields<Fields>, answer);
        return answer;
      }) as never,
    }),
  );
}

type PayloadBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, { begun?: number[] }>;

/** What every change shows that takes a row away: by its id a client's store evicts it. */
const deletedField = (t: PayloadBuilder, { type, key }: { type: string; key: string }) => ({
  deletedId: t.id({
    description: `Global ID of the ${type} that the change took away.`,
    resolve: (answer) => encodeId(type, (answer as Record<string, unknown>)[key] as number),
  }),
});

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

/** What the input of a mutation is declared as. */
export const inputTypeOf = ({ schema }: GraphQLResolveInfo, name: string) =>
  schema
    .getMutationType()
    ?.getFields()
    [name]?.args.find((arg) => arg.name === 'input')?.type;

/**
 * Which of the operation's root fields this is, as they are executed: 0 for the first. Fragments
 * and directives are followed, so that it is the same in every spelling.
 */
export function positionOf(info: GraphQLResolveInfo): number {
  const fields = collect(info, info.parentType, [info.operation.selectionSet]);
  return [...fields.keys()].indexOf(String(info.path.key));
}
