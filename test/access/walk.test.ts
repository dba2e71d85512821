import { execute, parse } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { type Actor, nobody } from '#core/actor.ts';
import {
  customerPermissions,
  type Permission,
  permissions,
  resellerPermissions,
} from '#core/permissions.ts';
import { schema } from '#modules/schema.ts';
import { readOf } from '#schema/access.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { estateOf, isModel, isOwned } from './estate.ts';
import { paths, readersByRoot, rowsOf, scopeOf, walks } from './walk.ts';

/** Fields that lead to nothing but the caller's own person. */
const OWN = new Set([
  // Whoever holds the token of a reset email is asked their own question.
  'passwordResetQuestion',
  'viewer',
  'viewer.user',
  'viewer.admin',
  'viewer.session',
  'viewer.sessions',
  'viewer.secondFactors',
]);

let gateway: Gateway;
/** Global ids by whose rows they are. */
const rows = new Map<string, Map<string, string>>();

beforeAll(async () => {
  gateway = await openGateway();
  const owners = { carol: null, stranger: null, rob: gateway.resellerId } as const;
  const models = Object.keys(schema.getTypeMap()).filter((name) => isModel(name));
  for (const [who, resellerId] of Object.entries(owners)) {
    const clientId = gateway[who as keyof typeof owners];
    const estate = estateOf(gateway.app.db, { clientId, resellerId });
    const ids = new Map<string, string>();
    for (const model of models) {
      const id = await estate.rowOf(model).catch(() => null);
      if (id !== null) ids.set(model, `${model}:${id}`);
    }
    rows.set(who, ids);
  }
});

const actors = (): Record<string, Actor> => ({
  staff: { ...nobody, kind: 'staff', id: 'credential:1' },
  reseller: { ...nobody, kind: 'reseller', id: 'credential:2', resellerId: gateway.resellerId },
  customer: { ...nobody, kind: 'customer', id: 'credential:3', clientIds: [gateway.carol] },
});

/** Every object of an answer that says what it is. */
function* objectsIn(value: unknown): Generator<{ __typename?: string; id?: string }> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (value && typeof value === 'object') {
    yield value;
    for (const inner of Object.values(value)) yield* objectsIn(inner);
  }
}

/** What an actor with these permissions alone is shown on every walk. */
async function shownTo(actor: Actor, held: readonly Permission[], who: string) {
  const { app } = gateway;
  const context = {
    app,
    db: app.db,
    actor: { ...actor, permissions: new Set(held) },
    requestInfo: { requestId: 'walk', ip: '127.0.0.1', userAgent: '', idempotencyKey: null },
  };
  const found: { path: string; type: string; id: string | undefined }[] = [];
  for (const { name, document, variables } of walks(
    (type) => rows.get(who)?.get(type) ?? `${type}:1`,
  )) {
    const { data } = await execute({
      schema,
      document: parse(document),
      variableValues: variables,
      contextValue: context,
    });
    for (const { __typename, id } of objectsIn(data))
      if (__typename) found.push({ path: name, type: __typename, id });
  }
  return found;
}

it('says at every type what the root fields that show it ask for (G2)', () => {
  const odd = [...readersByRoot()].flatMap(([name, scopes]) => {
    const read = readOf(schema.getType(name)!);
    // An open type is data of no one: currencies, providers one can sign in with.
    if (!read) return ['Currency', 'SignInProvider'].includes(name) ? [] : [`${name} is open`];
    const alien = [...scopes].filter((scope) => read.every((held) => held !== scope));
    // A root may be for fewer than the type; one of them at least is for its readers.
    return alien.length === scopes.size ? [`${name}: ${read.join()} against ${alien.join()}`] : [];
  });
  expect(odd).toEqual([
    // The whole catalogue of options is for who edits it; at a product everybody reads it.
    'ConfigOptionGroup: catalog:read against catalog:write',
  ]);
});

it('asks on every path of up to four steps for the permission of the type it leads to (G2)', () => {
  const leaks: string[] = [];
  let tried = 0;
  for (const { name, fields } of paths(4)) {
    const type = rowsOf(fields.at(-1)!);
    const read = type && readOf(type);
    if (!read || OWN.has(name.split('.').slice(0, 2).join('.'))) continue;
    tried += 1;
    const asked = fields.flatMap((field) => [
      ...((field.extensions.access as { read?: string[] } | undefined)?.read ?? []),
      ...(scopeOf(field) ? [scopeOf(field)!] : []),
    ]);
    if (!read.some((permission) => asked.includes(permission))) leaks.push(name);
  }
  expect(tried).toBeGreaterThan(1_000);
  expect(leaks).toEqual([]);
});

it('shows with each permission alone, and with none, only what it names (G2, G3)', async () => {
  const leaks: string[] = [];
  for (const [kind, actor] of Object.entries(actors()))
    for (const permission of [null, ...permissions]) {
      const held = permission ? [permission] : [];
      for (const { path, type } of await shownTo(actor, held, 'carol')) {
        const read = readOf(schema.getType(type)!);
        if (read && !(permission && read.includes(permission)) && !OWN.has(path))
          leaks.push(`${kind} with ${permission ?? 'nothing'}: ${type} by ${path}`);
      }
    }
  expect([...new Set(leaks)]).toEqual([]);
}, 120_000);

it('shows nobody the rows of others, on no path (G2)', async () => {
  const leaks: string[] = [];
  const most = { customer: customerPermissions, reseller: resellerPermissions };
  const foreign = { customer: ['stranger', 'rob'], reseller: ['carol', 'stranger'] } as const;
  const shared = (id: string) =>
    !(
      rows.get('carol')?.get(id.split(':')[0] ?? '') !==
      rows.get('stranger')?.get(id.split(':')[0] ?? '')
    );
  for (const kind of ['customer', 'reseller'] as const)
    for (const who of foreign[kind]) {
      const theirs = new Set([...(rows.get(who)?.values() ?? [])].filter((id) => !shared(id)));
      for (const { path, id } of await shownTo(actors()[kind]!, most[kind], who))
        if (id && theirs.has(id) && isOwned(id.split(':')[0] ?? ''))
          leaks.push(`${kind}: ${id} of ${who} by ${path}`);
    }
  expect([...new Set(leaks)]).toEqual([]);
}, 120_000);
