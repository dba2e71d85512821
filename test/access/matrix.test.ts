import type { GraphQLField } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { type GiveId, operationFor } from './documents.ts';
import { estateOf, isModel, isOwned } from './estate.ts';

/** What anybody may ask without a credential: who they are, and how to become somebody. */
const OPEN = new Set([
  'viewer',
  'rateLimit',
  // What may go wrong, be allowed and be heard of stands in the documentation as well.
  'errorCodes',
  'permissions',
  'eventTypes',
  'node',
  'nodes',
  'validateLogin',
  'validateStaffLogin',
  'completeSignIn',
  'forgotPassword',
  'passwordResetQuestion',
  // These ask for a session of one's own, which no credential has.
  'signOut',
  'revokeSession',
  'revokeSessions',
  'actForClient',
  'refreshSession',
  'completePasswordReset',
  'unlockAccount',
  'clientVerifyEmail',
  'startSignIn',
  'finishSignIn',
  'acceptInvitation',
  'signInProviders',
  'sandboxClock',
]);

type Root = { kind: 'query' | 'mutation'; field: GraphQLField<unknown, unknown> };
const roots: Root[] = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field): Root => ({
    kind: 'query',
    field,
  })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field): Root => ({
    kind: 'mutation',
    field,
  })),
];
/** The scopes a field declares. */
const scopesOf = ({ field }: Root) =>
  (field.extensions.pothosOptions as { authScopes?: object } | undefined)?.authScopes;

const named = roots.map((root) => [root.field.name, root] as const);

let gateway: Gateway;
const ids = new Map<string, string>();
beforeAll(async () => {
  gateway = await openGateway();
  const owner = { clientId: gateway.carol, resellerId: null };
  const estate = estateOf(gateway.app.db, owner);
  const types = new Set<string>();
  for (const { kind, field } of roots)
    operationFor(kind, field, (type) => `${type}:1`, true).idTypes.forEach((type) =>
      types.add(type),
    );
  for (const type of types) if (isModel(type)) ids.set(type, `${type}:${await estate.rowOf(type)}`);
});

const absent: GiveId = (type) => `${type}:2000000000`;
const carols: GiveId = (type) => ids.get(type) ?? absent(type);
/** None of Carol's, but the same rows of what is everybody's: products, departments … */
const nobodys: GiveId = (type) => (isOwned(type) ? absent(type) : carols(type));

describe('asks who is there', () => {
  it.each(named.filter(([name]) => !OPEN.has(name)))('before %s', async (_name, root) => {
    const { document, variables } = operationFor(root.kind, root.field, absent);
    const codes = [
      codeOf(await gateway.ask(document, variables, null)),
      codeOf(await gateway.ask(document, variables, 'clerk')),
    ];
    // Rules of the input are checked first; they are public, and beyond them stands the scope.
    if (codes.includes('BAD_INPUT')) expect(scopesOf(root)).toBeTruthy();
    else expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN']);
  });
});

/** An answer without the ids and times that may differ between two calls. */
const comparable = (answer: { data?: unknown; errors?: unknown }) =>
  JSON.stringify({ data: answer.data, errors: answer.errors })
    .replace(/\b\d{1,10}\b/g, '#')
    .replace(/"requestId":"[^"]+"/g, '"requestId":""');

const withIds = named.filter(([, { kind, field }]) =>
  operationFor(kind, field, absent, true).idTypes.some((type) => isModel(type) && isOwned(type)),
);

describe.each<Who>(['stranger', 'rob', 'reseller'])(
  '%s cannot tell Carol’s rows from none',
  (who) => {
    it.each(withIds)('by %s', async (_name, { kind, field }) => {
      const made = [carols, nobodys].map((give) => operationFor(kind, field, give, true));
      const answers = [];
      for (const { document, variables } of made)
        answers.push(comparable(await gateway.ask(document, variables, who)));
      expect(answers[0]).toBe(answers[1]);
    });
  },
);
