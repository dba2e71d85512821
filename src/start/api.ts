import { execute, parse, validate } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { enterRuntime } from '#core/runtime.ts';
import { schema } from '#modules/schema.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';

/** Runs an operation of the public API; its data. */
// oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
export type Ask = (document: string, variables?: Record<string, unknown>) => Promise<any>;

/** Runs one mutation: its name, its input, and what is read of its payload. */
// oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
export type Change = (name: string, input: object, selection: string) => Promise<any>;

/** The public API in this process, as somebody. @throws Error the first error of an operation */
export function apiAs(app: App, actor: Actor): Ask {
  return async (source, variableValues = {}) => {
    const document = parse(source);
    const [problem] = validate(schema, document);
    if (problem) throw problem;
    const contextValue = { app, db: app.db, actor, requestInfo: systemRequest('demo') };
    const args = { schema, document, variableValues, contextValue };
    const { data, errors } = await enterRuntime(app.runtime, () => execute(args));
    if (errors?.[0]) throw errors[0];
    return data;
  };
}

/** The mutations of an API by their names: `change('addClient', { … }, 'client { id }')`. */
export const changes =
  (ask: Ask): Change =>
  async (name, input, selection) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
    return ((await ask(document, { input })) as Record<string, unknown>)[name];
  };
