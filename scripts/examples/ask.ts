/** An operation of the public API over HTTP; its data. */
// oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
export type Ask = (query: string, variables?: object) => Promise<any>;

/** One mutation by its name, with its input and what is read of its payload. */
// oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
export type Change = (name: string, input: object, selection: string) => Promise<any>;

/** The public API of a gateway, by a token. @throws Error the first error of an operation */
export const asker =
  (gateway: string, token: string): Ask =>
  async (query, variables = {}) => {
    const answer = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as {
      data: unknown;
      errors?: { message: string; path?: string[] }[];
    };
    const [error] = errors ?? [];
    if (error) throw new Error(`${error.path?.join('.') ?? 'The operation'}: ${error.message}`);
    return data;
  };

/** Mutations by name: `change('addClient', { … }, 'client { id }')`. */
export const changer =
  (ask: Ask): Change =>
  async (name, input, selection) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
    return ((await ask(document, { input })) as Record<string, unknown>)[name];
  };
