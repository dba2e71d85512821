import type { FieldMap, InputFieldMap, ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { type EventName, eventNames, rowsNamedIn, subjectTypesOf } from '#core/events.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { Permission } from '#core/permissions.ts';
import { withArticle } from '#core/text.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { isRowVisible, readRow } from '#schema/rows.ts';
import { eventFields } from './event-fields.ts';
import { follow } from './follow.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** Arguments as they come, ids taken apart. */
type Args = Record<string, unknown>;

interface NounEvents<ArgFields extends InputFieldMap> {
  /** The noun in lower camel case: `invoice` makes `invoiceUpdated` of `InvoiceEvent`. */
  noun: string;
  /** Its name in sentences, where it is not the noun. */
  title?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- any type with rows
  type: ObjectRef<any, any, any>;
  read: Permission;
  description: string;
  /** The error where the one row that is to be followed is not there for the actor. */
  missing: ErrorCode;
  /** Events besides those about the noun itself, which name it. */
  also?: readonly EventName[];
  /** The type of the clients whose events they can be narrowed down to. */
  // oxlint-disable-next-line typescript/no-explicit-any -- declared by a module further up
  client?: ObjectRef<any, any, any>;
  args?: (t: PothosSchemaTypes.InputFieldBuilder<Types, 'Arg'>) => ArgFields;
  /** Narrows events down by those arguments. */
  where?: (args: Args) => (event: PublishedEvent) => boolean;
  fields?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, PublishedEvent>) => FieldMap;
}

/** The events about a type of row. */
const eventsAbout = (node: string): EventName[] =>
  eventNames.filter((name) => subjectTypesOf(name).includes(node));

/** The row of a type that an event names. */
const rowNamed = (node: string, { type, payload }: PublishedEvent) =>
  rowsNamedIn(type, payload).find((row) => row.node === node) ?? null;

const numberIn = (id: unknown) => (id ? Number((id as { id: string }).id) : null);

/** Declares the subscription to everything that happens to the rows of one type. */
export function nounEvents<ArgFields extends InputFieldMap>(spec: NounEvents<ArgFields>): void {
  const { noun, title = noun, type, read, missing, client } = spec;
  const node = type.name;
  const idArg = `${noun}Id`;
  const types = [...eventsAbout(node), ...(spec.also ?? [])];

  const Event = builder.objectRef<PublishedEvent>(`${node}Event`).implement({
    read,
    description: `Event about ${withArticle(title)}.`,
    fields: ((t: PothosSchemaTypes.ObjectFieldBuilder<Types, PublishedEvent>) => ({
      ...eventFields(t),
      [idArg]: t.id({
        nullable: true,
        description: `Global ID of the ${title}, even once deleted.`,
        resolve: (event) => {
          const row = rowNamed(node, event);
          return row && `${node}:${row.id}`;
        },
      }),
      [noun]: t.field({
        type,
        nullable: true,
        description: `The ${title} as it is now; null once deleted.`,
        resolve: (event, _args, context, info) =>
          readRow(context, info, rowNamed(node, event)) as never,
      }),
      ...spec.fields?.(t),
    })) as never,
  });

  builder.subscriptionField(`${noun}Updated`, (t) =>
    t.field({
      type: Event,
      description: `${spec.description} Continue after a disconnect with \`after\`: no event is lost or delivered twice.`,
      authScopes: { permission: read },
      args: {
        [idArg]: t.arg.globalID({ for: type, description: `Only events of this ${title}.` }),
        ...(client && {
          clientId: t.arg.globalID({
            for: client,
            description: 'Only events that concern this client.',
          }),
        }),
        ...spec.args?.(t.arg as never),
        after: t.arg.string({
          description: 'Cursor of the last event already received; `0` for all stored events.',
        }),
      } as never,
      subscribe: (async (
        _root: unknown,
        args: Args,
        context: Context,
        info: GraphQLResolveInfo,
      ) => {
        const id = numberIn(args[idArg]);
        const clientId = numberIn(args.clientId);
        if (id !== null && !(await isRowVisible(context, info.schema, { node, id })))
          throw new DomainError(missing);
        const narrow = spec.where?.(args);
        const where = (event: PublishedEvent) =>
          (id === null || rowNamed(node, event)?.id === id) &&
          (clientId === null || event.clientId === clientId) &&
          (narrow?.(event) ?? true);
        return follow(context, info.schema, { types, after: args.after as string, where });
      }) as never,
      resolve: (event) => event as never,
    }),
  );
}
