import type { DocumentNode } from 'graphql';
import type { z } from 'zod';
import type { AnyLegacy, Legacy } from '#transports/rapi/legacy.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';

/** Executes a stored operation for the caller of an action: for what must be looked up first. */
export type AskStored = (
  document: DocumentNode,
  variables: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

/** What WHMCS names where the commands ask for a number. */
export type NamedKind = 'gateway' | 'registrar' | 'admin' | 'emailTemplate';

/** One action of WHMCS: the command that carries it out, in other words. */
export interface Action {
  /** The command, or which of several these parameters ask for. */
  command:
    | AnyLegacy
    | ((parameters: PlainObject, ask: AskStored) => AnyLegacy | Promise<AnyLegacy>);
  /** The command of /rapi it is, by which credentials list it; absent where there is none. */
  legacyName?: string;
  /** The action's names of parameters with the command's own, beside the usual ones. */
  names?: Readonly<Record<string, string>>;
  /** Parameters that name something, by the command's names. */
  named?: Readonly<Record<string, NamedKind>>;
  /** Says otherwise what differs by more than a name; sees the action's own names. */
  read?: (parameters: PlainObject, ask: AskStored) => PlainObject | Promise<PlainObject>;
  /** The command's names in a reply with the action's, beside the usual ones. */
  reply?: Readonly<Record<string, string>>;
  /** Puts an error text that names a value inside a list into the action's own names. */
  says?: (message: string) => string;
  /** Parameters that the action has in WHMCS and that nothing carries out here: refused. */
  unsupported?: readonly string[];
}

type Spelling<Params extends z.ZodType, Variables> = Pick<
  Legacy<Params, never, Variables>,
  'params'
> & {
  variables: (params: z.output<Params>) => Variables;
} & Partial<Pick<AnyLegacy, 'unsupported' | 'missing' | 'wrong' | 'errors'>>;

/**
 * A command with parameters spelled otherwise: the same operation, and the same reply, which must
 * not depend on the parameters.
 */
export const respelled = <Params extends z.ZodType, Data, Variables>(
  command: Legacy<z.ZodType, Data, Variables>,
  {
    unsupported = [],
    missing = {},
    wrong = {},
    errors,
    ...spelling
  }: Spelling<Params, NoInfer<Variables>>,
): Legacy<Params, Data, Variables> => ({
  ...command,
  ...spelling,
  unsupported,
  missing,
  wrong,
  errors: { ...command.errors, ...errors },
});
