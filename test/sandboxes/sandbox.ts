import type { Answer, Gateway } from '#test/gateway.ts';

/** A sandbox of a gateway, asked by its first key. */
export interface TestSandbox extends Pick<Gateway, 'rapi'> {
  id: string;
  handle: string;
  token: string;
  ask(document: string, variables?: object, token?: string): Promise<Answer>;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  data(document: string, variables?: object): Promise<any>;
}

export const CREATE = `mutation ($name: String!, $copyOf: SandboxSource) {
  createSandbox(input: { name: $name, copyOf: $copyOf }) {
    token task { state error { message } } sandbox { id handle state } } }`;
export const DELETE = `mutation ($id: ID!) {
  deleteSandbox(input: { sandboxId: $id }) { deletedId task { state } } }`;
export const ADD_CLIENT = `mutation ($input: AddClientInput!) {
  addClient(input: $input) { client { id email } } }`;

/** The variables of `ADD_CLIENT`. */
export const clientOf = (email: string) => ({
  input: {
    firstName: 'Only',
    lastName: 'Here',
    email,
    address1: '1 High Street',
    city: 'London',
    state: 'London',
    postcode: 'N1 1AA',
    country: 'GB',
    phoneNumber: '+44 20 7946 0000',
    sendWelcomeEmail: false,
  },
});

/** Asks an address for an operation as whoever has a token. */
export async function askAs(url: string, token: string, query: string, variables: object = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as object;
  return { status: response.status, headers: response.headers, ...body } as Answer;
}

/** Makes a sandbox by the public API, which must succeed. */
export async function makeSandbox(
  gateway: Gateway,
  name: string,
  copyOf = 'COMPANY',
): Promise<TestSandbox> {
  const { createSandbox } = await gateway.data(CREATE, { name, copyOf });
  const { token, sandbox, task } = createSandbox;
  if (sandbox.state !== 'READY') throw new Error(JSON.stringify(task));
  const ask: TestSandbox['ask'] = (document, variables, as = token) =>
    askAs(`${gateway.url}/graphql`, as, document, variables);
  return {
    id: sandbox.id,
    handle: sandbox.handle,
    token,
    ask,
    data: async (document, variables) => {
      const { data, errors } = await ask(document, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    rapi: async (command, form = {}) => {
      const body = new URLSearchParams({ token });
      for (const [key, value] of Object.entries(form)) body.append(key, String(value));
      const response = await fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body });
      return (await response.json()) as Record<string, unknown>;
    },
  };
}
