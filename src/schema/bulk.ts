import type { ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { DomainError, type ErrorDetails } from '#core/errors.ts';
import { encodeId } from '#core/ids.ts';
import { tooMany } from '#core/too-many.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { builder, pageSize } from './builder.ts';
import { type CommandSpec, commandSpecs, inputTypeOf, positionOf } from './command.ts';
import type { Context } from './context.ts';
import { withEmpty } from './nulls.ts';
import { inOneForm } from './one-form.ts';
import { perform } from './perform.ts';
import { readRow } from './rows.ts';

interface GlobalId {
  typename: string;
  id: string;
}

interface Bulk {
  /** The mutation that changes one row. */
  single: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- any type with rows
  type: ObjectRef<any, any, any>;
  /** The field under which each result shows its row. */
  field: string;
  /** The argument with the ids. */
  ids: string;
  /** The field of the single mutation's input that names the row. */
  key: string;
  /** It does the same to every row: there is nothing to say besides the ids. */
  isSame?: true;
  /** What stands there for an id; the id itself unless said. */
  keyOf?: (id: GlobalId) => unknown;
  description: string;
}

/** An error as a value: one that a resolver returns as it is would be thrown. */
interface Failure {
  error: DomainError;
}

interface Outcome {
  id: GlobalId;
  error: DomainError | null;
}

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const BulkError = builder.objectRef<Failure>('BulkError').implement({
  read: null,
  description: 'Why one row of a change of many was left as it was.',
  fields: (t) => ({
    code: t.string({
      description: 'Code of the error, see `errorCodes`.',
      resolve: ({ error }) => error.code,
    }),
    message: t.string({
      description: 'Message of the error.',
      resolve: ({ error }) => error.message,
    }),
    path: t.stringList({
      nullable: true,
      description: 'The value of the input at fault; null where none is.',
      resolve: ({ error: { extensions } }) => {
        const { field, issues: [issue] = [] } = extensions as ErrorDetails;
        return issue?.path.map(String) ?? (field === undefined ? null : ['input', field]);
      },
    }),
  }),
});

/**
 * Declares a mutation that makes one change to each of many rows, as the mutation for one row makes
 * it: each in a transaction of its own with its own audit entry, so that one that is refused holds
 * up none of the others.
 */
export function bulkCommand(name: string, bulk: Bulk): void {
  const { single, type, field, ids, key } = bulk;
  const spec = commandSpecs.get(single)!;
  const Result = builder.objectRef<Outcome>(`${capitalized(name)}Result`).implement({
    read: null,
    description: `What became of one row of \`${name}\`.`,
    fields: ((t: PothosSchemaTypes.ObjectFieldBuilder<Types, Outcome>) => ({
      id: t.id({
        description: 'Global ID of the row, as it was asked for.',
        resolve: ({ id }) => encodeId(id.typename, id.id),
      }),
      [field]: t.field({
        type,
        nullable: true,
        description: 'The row after the change, or as it was left; null where there is none.',
        resolve: ({ id }, _args, context, info) =>
          readRow(context, info, { node: id.typename, id: Number(id.id) }) as never,
      }),
      error: t.field({
        type: BulkError,
        nullable: true,
        description: 'Why the row was left as it was; null where it was changed.',
        resolve: ({ error }) => error && { error },
      }),
    })) as never,
  });
  const Payload = builder.objectRef<Outcome[]>(`${capitalized(name)}Payload`).implement({
    read: null,
    description: `What \`${name}\` answers.`,
    fields: (t) => ({
      succeededCount: t.int({
        description: 'Number of rows that were changed.',
        resolve: (outcomes) => outcomes.filter(({ error }) => !error).length,
      }),
      results: t.field({
        type: [Result],
        listSize: pageSize.most,
        description: 'What became of each row, in the order in which they were asked for.',
        resolve: (outcomes) => outcomes,
      }),
    }),
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: Payload,
      description: `${bulk.description} Each row is changed as \`${single}\` changes it, in a transaction of its own; at most ${pageSize.most} at once.`,
      ...(spec.permission && { authScopes: { permission: spec.permission } }),
      args: { input: t.arg({ type: inputOf(name, bulk, spec), required: true }) },
      extensions: { command: true },
      resolve: async (_root, args, context, info) => {
        const sent = args.input as Record<string, unknown>;
        const { [ids]: asked, changes = {} } = inOneForm(sent, inputTypeOf(info, name));
        const rows = asked as GlobalId[];
        if (rows.length > pageSize.most) throw tooMany(['input', ids], pageSize.most);
        const values = withEmpty(changes as Record<string, unknown>, spec.nulls, ['changes']);
        const outcomes: Outcome[] = [];
        for (const [at, id] of rows.entries()) {
          const input = { [key]: bulk.keyOf?.(id) ?? id, ...values };
          outcomes.push({ id, error: await changeOne(context, info, { single, spec, input, at }) });
        }
        return outcomes;
      },
    }),
  );
}

type Types = (typeof builder)['$inferSchemaTypes'];

/** The ids, and what the mutation for one row takes besides its own. */
function inputOf(name: string, { ids, key, type, isSame }: Bulk, spec: CommandSpec) {
  const changes = isSame
    ? null
    : builder.inputType(`${capitalized(name)}Changes`, {
        description: `What \`${name}\` changes of each row; what is left out stays.`,
        fields: (t) => {
          const { [key]: _row, ...rest } = spec.input!(t as never) as Record<string, unknown>;
          return rest as never;
        },
      });
  return builder.inputType(`${capitalized(name)}Input`, {
    description: `Input of \`${name}\`.`,
    fields: (t) =>
      ({
        [ids]: t.globalIDList({
          for: type,
          required: true,
          description: 'Global IDs of the rows to change.',
        }),
        ...(changes && {
          changes: t.field({
            type: changes,
            required: true,
            description: 'What to change of each of them.',
          }),
        }),
      }) as never,
  });
}

/** Changes one row. @returns why it was refused; null where it was not */
async function changeOne(
  context: Context,
  info: GraphQLResolveInfo,
  { single, spec, input, at }: { single: string; spec: CommandSpec; input: unknown; at: number },
): Promise<DomainError | null> {
  try {
    await perform(context, {
      name: single,
      input,
      inputType: inputTypeOf(info, single),
      // Each row has a place of its own under an idempotency key.
      position: positionOf(info) + (at + 1) / 1_000,
      prepare: spec.prepare,
      run: spec.run,
      reportsOutcomes: spec.reportsOutcomes ?? false,
      isPublic: false,
      isShownAtOnce: false,
    });
    return null;
  } catch (error) {
    if (error instanceof DomainError && !asUnavailable(error)) return error;
    throw error;
  }
}
