import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { z } from 'zod';
import type { ErrorCode } from '#core/errors.ts';

/** What an error carries besides its code, for texts that name a value. */
export type ErrorFacts = Record<string, unknown> & { message: string };

/** The old words for an error: a text, or a function of what the error carries. */
export type LegacyMessage = string | ((facts: ErrorFacts) => string);

/** One legacy command: how its parameters become variables, and how the answer is spelled. */
export interface Legacy<Params extends z.ZodType, Data, Variables> {
  /** The parameters as the wire spells them. */
  params: Params;
  /** The one operation behind the command, with one root field. */
  operation: TypedDocumentNode<Data, Variables>;
  variables: (params: z.output<Params>) => NoInfer<Variables>;
  /** The reply, beside `result: "success"`. */
  present: (data: NoInfer<Data>, params: z.output<Params>) => Record<string, unknown>;
  /** Where this command's error texts differ from the usual words of an error. */
  errors?: Partial<Record<ErrorCode, LegacyMessage>>;
  /** This command's own words for a required parameter that is absent or empty. */
  missing?: Readonly<Record<string, string>>;
  /**
   * Parameters that WHMCS has for this subject and this command does not carry out: they are
   * refused, since a line or a price that is silently lost costs more than an error.
   */
  unsupported?: readonly string[];
  /** This command's own words for a parameter that is there and cannot be read. */
  wrong?: Readonly<Record<string, string>>;
}

/** A command with its own types forgotten, as the transport handles all of them. */
export type AnyLegacy = Legacy<z.ZodType, unknown, Record<string, unknown>>;

/** Names the types of a legacy command, and nothing more. */
export function legacy<Params extends z.ZodType, Data, Variables>(
  command: Legacy<Params, Data, Variables>,
): Legacy<Params, Data, Variables> {
  return command;
}
