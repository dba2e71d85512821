import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

async function post(body: string, accept: string) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept,
      authorization: `Bearer ${tokenOf('staff')}`,
    },
    body,
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors: { extensions: { code: string; requestId?: string } }[];
  };
  return { status: response.status, answer };
}

const named = 'query($v:String!){domain(by:{name:$v}){name}}';
const refused: Record<string, [body: string, code: string]> = {
  'a page that is too large': [
    JSON.stringify({ query: '{clients(first:101){totalCount}}' }),
    'PAGE_TOO_LARGE',
  ],
  'an operation that costs too much': [
    JSON.stringify({
      query:
        '{clients(first:100){edges{node{tickets(first:100){edges{node{replies(first:100){edges{node{id}}}}}}}}}}',
    }),
    'QUERY_TOO_COMPLEX',
  ],
  'a negative page': [JSON.stringify({ query: '{clients(first:-1){totalCount}}' }), 'BAD_INPUT'],
  'U+0000 in a variable': [
    `{"query":${JSON.stringify(named)},"variables":{"v":"a\\u0000b"}}`,
    'BAD_INPUT',
  ],
  'half a surrogate pair in a variable': [
    `{"query":${JSON.stringify(named)},"variables":{"v":"\\ud800"}}`,
    'BAD_INPUT',
  ],
  'U+0000 in the query itself': [
    JSON.stringify({ query: '{domain(by:{name:"a\\u0000b"}){name}}' }),
    'BAD_INPUT',
  ],
  'a mutation that is refused before it runs': [
    `{"query":"mutation($t:String!){createTodoItem(input:{title:$t,dueOn:\\"2030-01-01\\"}){todoItem{id}}}","variables":{"t":"a\\u0000"}}`,
    'BAD_INPUT',
  ],
};

describe('what is refused before it runs', () => {
  for (const [name, [body, code]] of Object.entries(refused))
    it(`is answered alike the first time and the fifth: ${name} (R24, G25, G26, D42)`, async () => {
      for (const [accept, status] of [
        ['application/json', 200],
        ['application/graphql-response+json', 400],
      ] as const) {
        const answers = [];
        for (let at = 0; at < 5; at += 1) answers.push(await post(body, accept));
        for (const { status: got, answer } of answers) {
          expect(got, `${accept} ${JSON.stringify(answer)}`).toBe(status);
          expect(answer.errors[0]!.extensions.code).toBe(code);
          expect(answer.errors).toEqual(answers[0]!.answer.errors);
        }
      }
    });
});
