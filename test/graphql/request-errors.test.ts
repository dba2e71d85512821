import { beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

type Issues = { path: (string | number)[]; message: string }[];
const pathsOf = (issues: unknown) => (issues as Issues).map(({ path }) => path.join('.'));

const ADD = 'mutation ($i: AddClientInput!) { addClient(input: $i) { client { id } } }';

describe('what is wrong with the values of a request', () => {
  it('names each missing field and repeats none of the others (G12)', async () => {
    const written: string[] = [];
    for (const level of ['error', 'warn', 'info'] as const)
      vi.spyOn(gateway.app.log, level).mockImplementation((...line: unknown[]) => {
        written.push(JSON.stringify(line));
      });
    for (const _ of [1, 2]) {
      const answer = await gateway.ask(ADD, { i: { firstName: 'x', password: 'SECRET-1' } });
      expect(answer.errors).toHaveLength(1);
      const [error] = answer.errors!;
      expect(error!.extensions.code).toBe('BAD_INPUT');
      expect(error!.extensions.issues).toContainEqual({
        path: ['input', 'lastName'],
        message: 'is required',
      });
      expect(pathsOf(error!.extensions.issues)).toEqual(
        expect.arrayContaining(['input.lastName', 'input.email']),
      );
      expect(JSON.stringify(answer) + written.join()).not.toContain('SECRET-1');
    }
    vi.restoreAllMocks();
  });

  const CREDIT = 'mutation ($input: AddCreditInput!) { addCredit(input: $input) { __typename } }';
  const literal = (fields: string) => `mutation { addCredit(input: { ${fields} }) { __typename } }`;

  it.each([
    ['a variable', CREDIT, { input: { clientId: [], amount: 'x', enteredOn: '2020-02-30' } }],
    ['a literal', literal('clientId: [], amount: "x", enteredOn: "2020-02-30"'), {}],
  ])('tells all of it at once, by the names of the form: %s (G33)', async (_, document, sent) => {
    for (const _again of [1, 2]) {
      const { errors } = await gateway.ask(document, sent);
      expect(errors).toHaveLength(1);
      const { code, issues } = errors![0]!.extensions;
      expect(code).toBe('BAD_INPUT');
      const found = Object.fromEntries(
        (issues as Issues).map(({ path, message }) => [path.join('.'), message]),
      );
      expect(found).toEqual({
        'input.clientId': 'must be an id',
        'input.amount': 'must be a plain decimal number with at most 15 digits before the point',
        'input.enteredOn': 'must be a calendar day such as 2026-11-21',
        'input.description': 'is required',
      });
    }
  });

  const client = {
    firstName: '',
    lastName: 'L',
    email: 'bad',
    password: 'x',
    address1: '1 High Street',
    city: 'London',
    state: 'London',
    postcode: 'N1 1AA',
    country: 'GB',
    phoneNumber: '2079460000',
  };
  const spelled = (input: object) =>
    JSON.stringify(input)
      .replaceAll(/"(\w+)":/g, '$1:')
      .replaceAll(/"(HIGH|NOPE)"/g, '$1');

  it.each([
    ['broken rules', client, ['input.email', 'input.firstName', 'input.password']],
    [
      'unreadable values',
      { ...client, country: 'XX', groupId: [] },
      ['input.country', 'input.groupId'],
    ],
  ])(
    'tells of a form all that is wrong, as literal and as variable: %s (G33)',
    async (_, i, paths) => {
      const literal = `mutation { addClient(input: ${spelled(i)}) { client { id } } }`;
      for (const answer of [await gateway.ask(ADD, { i }), await gateway.ask(literal)]) {
        expect(answer.errors).toHaveLength(1);
        const { code, issues, field } = answer.errors![0]!.extensions;
        expect(code).toBe('BAD_INPUT');
        expect(pathsOf(issues).toSorted()).toEqual(paths);
        expect(paths).toContain(`input.${String(field)}`);
      }
    },
  );

  it('names the subject and the message of a ticket, both (G33)', async () => {
    const departmentId = `Department:${await openDesk(gateway)}`;
    const { errors } = await gateway.ask(
      'mutation ($i: OpenTicketInput!) { openTicket(input: $i) { ticket { id } } }',
      { i: { clientId: `Client:${gateway.carol}`, departmentId, subject: '', message: '' } },
    );
    expect(errors).toHaveLength(1);
    expect(pathsOf(errors![0]!.extensions.issues).toSorted()).toEqual([
      'input.message',
      'input.subject',
    ]);
  });

  it.each([
    [['first'], 'query ($n: Int!) { clients(first: $n) { totalCount } }', { n: 'x' }],
    [['first'], 'query ($n: Int!) { clients(first: $n) { totalCount } }', {}],
    [['first'], '{ clients(first: "x") { totalCount } }', {}],
    [['filter', 'status'], '{ clients(filter: { status: NOPE }) { totalCount } }', {}],
    [['by', 'name'], '{ domain(by: { name: "a\\u0000b" }) { name } }', {}],
    [['by', 'name'], 'query ($v: String!) { domain(by: { name: $v }) { name } }', { v: '\ud800' }],
    [['input'], 'mutation { addCredit { __typename } }', {}],
  ])('has the path %j (G26, G32)', async (path, document, variables) => {
    for (const _ of [1, 2]) {
      const { errors } = await gateway.ask(document, variables);
      const [error] = errors!;
      expect(error!.extensions).toMatchObject({ code: 'BAD_INPUT', issues: [{ path }] });
    }
  });
});

describe('what is wrong with a document', () => {
  const strict = { accept: 'application/graphql-response+json' };

  it('is said in at most ten errors, each with a code (G74)', async () => {
    const unknown = Array.from({ length: 101 }, (_, n) => `f${n}`).join(' ');
    const skips = '@skip(if: false) '.repeat(10);
    for (const document of [`{ ${unknown} }`, `{ viewer { kind ${skips} } }`]) {
      const { errors = [], status } = await gateway.ask(document, {}, 'staff', strict);
      expect(status).toBe(400);
      expect(errors.length).toBeLessThanOrEqual(10);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(
        errors.map(() => 'BAD_REQUEST'),
      );
    }
  });

  it('is its length where a field is said eight hundred times (G74)', async () => {
    const answer = await gateway.ask(`{ viewer { ${'kind '.repeat(800)} } }`);
    expect(codeOf(answer)).toBe('TOO_MANY_TOKENS');
  });

  it('is said before what is wrong with its values', async () => {
    const answer = await gateway.ask('{ nope clients(first: "x") { totalCount } }');
    expect(answer.errors!.map(({ extensions }) => extensions.code)).toEqual([
      'BAD_REQUEST',
      'BAD_INPUT',
    ]);
    expect(codeOf(await gateway.ask('query A {__typename} query B {__typename}'))).toBe(
      'BAD_REQUEST',
    );
  });
});
