import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
// oxlint-disable-next-line typescript/no-explicit-any -- a document of many shapes
let document: any;
beforeAll(async () => {
  gateway = await openGateway();
  document = await (await fetch(`${gateway.url}/rapi/openapi.json`)).json();
});

/** The reference's own list: names, and parameters with whether they are required. */
const reference = JSON.parse(readFileSync('test/rapi/reference.json', 'utf8')) as {
  command: string;
  parameters: { name: string; required: boolean }[];
}[];

it('is OpenAPI 3.1 to a public validator', async () => {
  const result = await new Validator().validate(document);
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(document.openapi).toBe('3.1.0');
});

it('describes all 206 commands with every parameter of the reference, and the 8 operations', () => {
  const missing = reference.flatMap(({ command, parameters }) => {
    const schema =
      document.paths[`/rapi/${command}`]?.post.requestBody.content['application/json'].schema;
    if (!schema) return [command];
    return parameters
      .filter(({ name }) => !(name in schema.properties))
      .map(({ name }) => `${command}.${name}`);
  });
  expect(
    missing.filter((name) => !/\.(token|clientid|userid|client_id|user_id)$/.test(name)),
  ).toEqual([]);
  const paths = Object.keys(document.paths);
  expect(paths.filter((path) => path.startsWith('/rapi/'))).toHaveLength(206);
  expect(paths.filter((path) => path.startsWith('/api/'))).toHaveLength(8);
  expect(document.paths['/rapi/AddClientNote'].post).toMatchObject({
    operationId: 'AddClientNote',
    summary: 'Add client note',
    'x-permissions': ['clients:manage', 'clients:read'],
    'x-graphql': expect.stringContaining('addClientNote(input: $input)'),
  });
});

it('gives every action of WHMCS its form, in the names of WHMCS', () => {
  const { WhmcsAddClient, WhmcsOpenTicket } = document.components.schemas;
  expect(Object.keys(WhmcsAddClient.properties)).toEqual(
    expect.arrayContaining([
      'action',
      'firstname',
      'lastname',
      'companyname',
      'password2',
      'noemail',
    ]),
  );
  expect(WhmcsAddClient.properties).not.toHaveProperty('first_name');
  expect(WhmcsOpenTicket.required).toEqual(['action', 'deptid', 'subject', 'message']);
  const { mapping } =
    document.paths['/includes/api.php'].post.requestBody.content[
      'application/x-www-form-urlencoded'
    ].schema.allOf[1].discriminator;
  for (const target of Object.values(mapping) as string[])
    expect(document.components.schemas).toHaveProperty(target.split('/').at(-1)!);
});

it('shows the golden transcripts as its examples', () => {
  const [call] = JSON.parse(readFileSync('test/transcripts/AddClientNote.json', 'utf8'));
  const { requestBody, responses } = document.paths['/rapi/AddClientNote'].post;
  const { example1 } = requestBody.content['application/x-www-form-urlencoded'].examples;
  expect(example1).toEqual({ summary: call.title, value: call.form });
  expect(responses[200].content['application/json'].examples.example1.value).toEqual(call.reply);
});

it('says what a reply is: a call of today fits', async () => {
  const { schema } =
    document.paths['/rapi/GetCurrencies'].post.responses[200].content['application/json'];
  const reply = await gateway.rapi('GetCurrencies');
  expect(Object.keys(reply).toSorted()).toEqual(Object.keys(schema.anyOf[0].properties).toSorted());
});

it('is a page, too, that loads nothing from elsewhere', async () => {
  for (const path of ['/rapi/docs', '/migrate']) {
    const response = await fetch(gateway.url + path);
    const html = await response.text();
    expect(response.status, path).toBe(200);
    expect(response.headers.get('content-security-policy'), path).toContain("default-src 'none'");
    expect(html, path).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(html, path).toContain('color-scheme: light dark');
  }
  const again = await fetch(`${gateway.url}/rapi/docs`);
  const etag = again.headers.get('etag')!;
  const headers = { 'if-none-match': etag };
  expect((await fetch(`${gateway.url}/rapi/docs`, { headers })).status).toBe(304);
  expect((await fetch(`${gateway.url}/rapi/docs`, { method: 'POST' })).status).toBe(405);
  const call = { method: 'POST', body: new URLSearchParams({ token: tokenOf('staff') }) };
  expect((await fetch(`${gateway.url}/rapi/GetCurrencies`, call)).status).toBe(200);
});
