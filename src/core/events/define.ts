import { z } from 'zod';

/** What an event's payload holds, by name; and how its kind is shown to those who follow it. */
export interface EventSpec<Payload extends z.ZodRawShape = z.ZodRawShape> {
  /** What has happened, as a sentence. */
  description: string;
  /** Ids and plain values, never records or secrets: readers look up the rest with their own rights. */
  payload: Payload;
  /** It concerns a client and is for the back office all the same. */
  isInternal?: true;
  /** It concerns no client in particular: whoever sees what it is about hears of it. */
  isPublic?: true;
  /** Names that `changed` holds for the back office only: fields that customers do not see. */
  internalFields?: readonly string[];
}

/** Declares events and keeps their exact types. */
export const defineEvents = <const Specs extends Record<string, EventSpec>>(specs: Specs): Specs =>
  specs;

/** The payloads of declared events, by name. */
export type PayloadsOf<Specs extends Record<string, EventSpec>> = {
  [Name in keyof Specs]: z.infer<z.ZodObject<Specs[Name]['payload']>>;
};

const number = () => z.int().positive();

/** The number of a row of a type of the graph. */
export const eventId = (node: string) => number().meta({ node });

/** The number of the row that the event is about. */
export const eventSubjectId = (node: string) => number().meta({ node, isSubject: true });

/** The client whom the event concerns; its customers hear of it. */
export const eventClient = () => eventId('Client');

export const eventFlag = () => z.boolean();
export const eventText = () => z.string();
export const eventCount = () => z.int();

/** Names of the fields that changed. */
export const eventChanges = () => z.array(z.string());

/** Where a payload holds the number of a row of a type. */
export interface IdField {
  name: string;
  node: string;
  isSubject: boolean;
}

/** The fields of a payload that hold the number of a row, in the order of their declaration. */
export function idFieldsOf({ payload }: EventSpec): IdField[] {
  return Object.entries(payload).flatMap(([name, field]) => {
    const inner = field instanceof z.ZodNullable ? field.unwrap() : field;
    const { node, isSubject = false } = (inner as z.ZodType).meta() ?? {};
    return typeof node === 'string' ? [{ name, node, isSubject: isSubject === true }] : [];
  });
}
