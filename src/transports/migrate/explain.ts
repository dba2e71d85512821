import { type DocumentNode, print } from 'graphql';
import type { Describe } from '#transports/docs/operation.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import type { AnyOperation } from '#transports/logicboxes/operation.ts';
import { ParameterError, Parameters } from '#transports/logicboxes/params.ts';
import { commands } from '#transports/rapi/commands.ts';
import { paramsOf, readParams } from '#transports/rapi/fields.ts';
import { FormError } from '#transports/rapi/form-error.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { actionNamed, type NamedAction } from '#transports/whmcs/actions.ts';
import { whyNotHere } from '#transports/whmcs/not-here.ts';
import { inCallersNames, renamed } from '#transports/whmcs/request-names.ts';
import { codeFor } from './code.ts';
import { type OldRequest, readOldRequest } from './read-request.ts';

/** What an old request means, and what to call in its place. */
export interface Explanation {
  dialect: OldRequest['dialect'];
  command: string;
  /** The request's own address with its parameters, without credentials. */
  old: {
    path: string;
    form: string;
    /** What the form still needs: who sends it. One of them is the token. */
    credentials: readonly OldCredential[];
  };
  parameters: PlainObject;
  /** Parameters that the command does not know. */
  ignored: string[];
  /** What is wrong with the parameters, or why nothing carries the command out. */
  problem?: string;
  /** What the page cannot decide without the data. */
  note?: string;
  operation?: string;
  variables?: Record<string, unknown>;
  field?: string;
  permissions?: readonly string[];
  code?: { curl: string; javascript: string; php: string };
}

/** A field of an old request that says who sends it. */
interface OldCredential {
  name: string;
  label: string;
  isToken: boolean;
}

const table = commands as unknown as Readonly<Record<string, AnyLegacy>>;
const boxes = operations as unknown as Readonly<Record<string, AnyOperation>>;

interface Read {
  document?: DocumentNode;
  variables?: Record<string, unknown>;
  ignored?: string[];
  problem?: string;
  note?: string;
}

/** Explains an old request; null where the text holds none. */
export async function explain(
  text: string,
  describe: Describe,
  url: string,
): Promise<Explanation | null> {
  const request = readOldRequest(text);
  if (!request) return null;
  const { dialect, command, parameters } = request;
  const { document, variables, ignored = [], problem, note } = await readers[dialect](request);
  const facts = document && describe(document);
  const operation = document && print(document);
  return {
    dialect,
    command,
    old: oldRequestOf(request),
    parameters,
    ignored,
    ...(problem && { problem }),
    ...(note && { note }),
    ...(operation && { operation }),
    ...(variables && { variables: withoutUndefined(variables) }),
    ...(facts && {
      field: facts.field,
      permissions: facts.permissions.map((anyOf) => anyOf.join(' or ')),
    }),
    ...(operation && variables && { code: codeFor(url, operation, withoutUndefined(variables)) }),
  };
}

const withoutUndefined = (variables: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;

/** How each dialect says who calls. */
const credentials: Readonly<Record<OldRequest['dialect'], readonly OldCredential[]>> = {
  rapi: [{ name: 'token', label: 'Token', isToken: true }],
  whmcs: [
    { name: 'identifier', label: 'Identifier or user name', isToken: false },
    { name: 'secret', label: 'Token', isToken: true },
  ],
  logicboxes: [
    { name: 'auth-userid', label: 'Number of the reseller', isToken: false },
    { name: 'api-key', label: 'Token', isToken: true },
  ],
};

/** The request as this gateway takes it at the old address, but for who sends it. */
function oldRequestOf({ dialect, command, form }: OldRequest): Explanation['old'] {
  const paths = {
    rapi: `/rapi/${command}`,
    whmcs: '/includes/api.php',
    logicboxes: `/api/${command}.json`,
  };
  const whole = new URLSearchParams(form);
  if (dialect === 'whmcs') {
    whole.set('action', command);
    whole.set('responsetype', 'json');
  }
  return { path: paths[dialect], form: whole.toString(), credentials: credentials[dialect] };
}

const readers: Record<OldRequest['dialect'], (request: OldRequest) => Read | Promise<Read>> = {
  rapi: ({ command, parameters }) => {
    const known = table[command];
    return known ? readCommand(known, parameters) : { problem: 'Command Not Found' };
  },
  whmcs: async ({ command, parameters }) => {
    const action = actionNamed(command);
    return action ? readAction(action, parameters) : { problem: whyNotHere(command).message };
  },
  logicboxes: ({ command, form }) => {
    const { operation: document, variables } = boxes[command]!;
    try {
      return { document, variables: variables(new Parameters(form)) };
    } catch (error) {
      if (error instanceof ParameterError) return { document, problem: error.message };
      throw error;
    }
  },
};

/** The variables of a command, or what is wrong with its parameters. */
function readCommand(command: AnyLegacy, parameters: PlainObject): Read {
  const known = paramsOf(command.params);
  const isClient = (name: string) => /^(user_?id|client_?id)$/i.test(name);
  const ignored = Object.keys(parameters).filter(
    (name) => Object.keys(known).length > 0 && !(name in known) && !isClient(name),
  );
  const read: Read = { document: command.operation, ignored };
  try {
    return { ...read, variables: command.variables(readParams(command.params, parameters)) };
  } catch (error) {
    if (error instanceof FormError) return { ...read, problem: error.message };
    throw error;
  }
}

/** What the data decides is not asked for here: nobody has shown a key yet. */
class NeedsData extends Error {}

async function readAction(action: NamedAction, parameters: PlainObject): Promise<Read> {
  const ask = () => Promise.reject(new NeedsData());
  try {
    const sent = action.read ? await action.read(parameters, ask) : parameters;
    const command =
      typeof action.command === 'function' ? await action.command(sent, ask) : action.command;
    const own = renamed(command, action, sent);
    const looked = Object.keys(action.named ?? {}).filter(
      (name) => typeof own[name] === 'string' && !/^\d*$/.test(own[name]),
    );
    for (const name of looked) own[name] = '1';
    const read = readCommand(command, own);
    return {
      ...read,
      ...(read.problem && { problem: inCallersNames(read.problem, command, action, sent) }),
      ...(looked.length && {
        note: `Stands for what is looked up by its name: ${looked.join(', ')} (1).`,
      }),
    };
  } catch (error) {
    if (error instanceof FormError) return { problem: error.message };
    if (!(error instanceof NeedsData)) throw error;
    const { command } = action;
    return {
      ...(typeof command !== 'function' && { document: command.operation }),
      note: 'Its variables depend on data: run it with a key to see what it does.',
    };
  }
}
