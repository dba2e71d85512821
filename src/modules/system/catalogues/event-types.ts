import { z } from 'zod';
import {
  type EventName,
  eventNames,
  events,
  isInternal,
  permissionOfEvent,
  subjectTypesOf,
} from '#core/events.ts';
import { builder } from '#schema/builder.ts';
import { EventType } from '#schema/events/event-type.ts';

/** The shape of what an event carries, as JSON Schema; `node` names the type whose number it is. */
export function payloadSchemaOf(name: EventName): unknown {
  const shape = z.object(events[name].payload);
  return z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      // The bounds of numbers that JavaScript holds exactly say nothing of the event.
      delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      delete jsonSchema.isSubject;
    },
  });
}

const EventTypeInfo = builder.objectRef<EventName>('EventTypeInfo').implement({
  read: null,
  description: 'A kind of event, and what those who follow it are given.',
  fields: (t) => ({
    type: t.field({
      type: EventType,
      description: 'The type as the graph names it.',
      resolve: (name) => name,
    }),
    name: t.string({
      description: 'The type as webhooks name it, for example `invoice.paid`.',
      resolve: (name) => name,
    }),
    description: t.string({
      description: 'What has happened.',
      resolve: (name) => events[name].description,
    }),
    permission: t.string({
      description: 'The permission to hear it.',
      resolve: (name) => permissionOfEvent(name)!,
    }),
    subjectTypes: t.stringList({
      description: 'The types of what it can be about; empty where it is about no object.',
      resolve: (name) => subjectTypesOf(name),
    }),
    isInternal: t.boolean({
      description: 'Whether it is for staff and resellers alone, whomever it concerns.',
      resolve: (name) => isInternal(name),
    }),
    payloadSchema: t.field({
      type: 'JSON',
      description:
        'What it carries, in the field `data` of webhooks and `ids` of events, as JSON Schema (draft 2020-12). A number with `node` is the `databaseId` of an object of that type.',
      resolve: (name) => payloadSchemaOf(name),
    }),
  }),
});

builder.queryField('eventTypes', (t) =>
  t.field({
    type: [EventTypeInfo],
    listSize: 200,
    description:
      'Every kind of event that can be followed or sent to webhooks. Needs no permission.',
    resolve: () => [...eventNames].toSorted(),
  }),
);
