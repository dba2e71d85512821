import { isObjectType } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { type Actor, nobody } from '#core/actor.ts';
import {
  customerPermissions,
  type Permission,
  permissions,
  resellerPermissions,
} from '#core/permissions.ts';
import { schema } from '#modules/schema.ts';
import { readPermissionsOf } from '#schema/access.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { isOwned } from './estate.ts';
import { openParts, readers } from './readers.ts';
import { contextOf, estateIds, givenFrom, mayRead, shownBy } from './shown.ts';
import { type Field, isOwnField, paths, readersByRoot, rowsOf, scopeOf, walks } from './walk.ts';

/** Root fields that lead to nothing but the caller's own person. */
const OWN = new Set([
  // Whoever holds the token of a reset email is asked their own question.
  'passwordResetQuestion',
  'viewer',
]);

/** Fields that show the caller's own person, and what its change comes to, to whoever it is. */
const OWN_FIELDS = [
  'AcceptInvitationPayload.userClient',
  'ActForClientPayload.session',
  'ClientVerifyEmailPayload.user',
  'FinishSignInPayload.user',
  'Query.passwordResetQuestion',
  'ValidateLoginPayload.user',
  'ValidateStaffLoginPayload.user',
  'Viewer.admin',
  'Viewer.secondFactors',
  'Viewer.session',
  'Viewer.sessions',
  'Viewer.user',
];

let gateway: Gateway;
/** Global ids by whose rows they are. */
const rows = new Map<string, Map<string, string>>();

beforeAll(async () => {
  gateway = await openGateway();
  const { app, carol, stranger, rob, resellerId } = gateway;
  rows.set('carol', await estateIds(app, { clientId: carol, resellerId: null }));
  rows.set('stranger', await estateIds(app, { clientId: stranger, resellerId: null }));
  rows.set('rob', await estateIds(app, { clientId: rob, resellerId }));
});

const actors = (): Record<string, Actor> => ({
  staff: { ...nobody, kind: 'staff', id: 'credential:1' },
  reseller: { ...nobody, kind: 'reseller', id: 'credential:2', resellerId: gateway.resellerId },
  customer: { ...nobody, kind: 'customer', id: 'credential:3', clientIds: [gateway.carol] },
});

/** What an actor with these permissions alone is shown of somebody's rows on every walk. */
async function shownTo(actor: Actor, held: readonly Permission[], who: string) {
  const context = contextOf(gateway.app, actor, held);
  const found = [];
  for (const walk of walks('query', givenFrom(rows.get(who)!)))
    found.push(...(await shownBy(walk, context)).shown);
  return found;
}

/** Roots, results of changes and pages show nothing of their own. */
const isDerived = ({ name }: { name: string }) =>
  /(Payload|Totals|Result)$|^__|^(Query|Mutation|Subscription|PageInfo)$/.test(name);

it('says at every type what the root fields that show it ask for (G2)', () => {
  const odd = [...readersByRoot()].flatMap(([name, scopes]) => {
    const read = readPermissionsOf(schema.getType(name)!);
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

it('opens without a permission what is listed here, and nothing else (G2)', () => {
  const open = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isOwnField(field as Field))
        .map((field) => `${type.name}.${field.name}`),
    )
    // What a change has begun is shown to whoever made it.
    .filter((name) => !/Payload\.tasks?$/.test(name));
  expect(open.toSorted()).toEqual(OWN_FIELDS);
});

it('reads every type by the permission that was decided for it, new ones included (G2)', () => {
  const byPermission = new Map<string, string[]>();
  const parts: string[] = [];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const read = readPermissionsOf(type)?.join(' ') ?? 'nobody';
    if (type.extensions.pothosPrismaModel)
      byPermission.set(read, [...(byPermission.get(read) ?? []), type.name]);
    else if (read === 'nobody' && !isDerived(type)) parts.push(type.name);
  }
  const declared = [...byPermission].map(([read, names]) => [read, names.toSorted().join(' ')]);
  expect(Object.fromEntries(declared)).toEqual(readers);
  expect(parts.toSorted().join(' ')).toBe(openParts);
});

it('asks on every path of up to four steps for the permission of the type it leads to (G2)', () => {
  const leaks: string[] = [];
  let tried = 0;
  for (const { name, fields } of paths(4)) {
    const type = rowsOf(fields.at(-1)!);
    const read = type && readPermissionsOf(type);
    if (!read || fields.some(isOwnField)) continue;
    tried += 1;
    const asked = fields.flatMap((field) => [
      ...((field.extensions.access as { read?: string[] } | undefined)?.read ?? []),
      ...(scopeOf(field) ? [scopeOf(field)!] : []),
    ]);
    if (!read.some((permission) => asked.includes(permission))) leaks.push(name);
  }
  expect(tried).toBeGreaterThan(10_000);
  expect(leaks).toEqual([]);
});

it('shows with each permission alone, and with none, only what it names (G2, G3)', async () => {
  // Of staff, to whom no row is hidden; `scripts/proofs/access.ts` walks as everybody.
  const leaks: string[] = [];
  for (const held of [[], ...permissions.map((permission) => [permission])])
    for (const { path, type } of await shownTo(actors().staff!, held, 'carol'))
      if (!mayRead(type, held) && !OWN.has(path))
        leaks.push(`${held.join() || 'nothing'}: ${type} by ${path}`);
  expect([...new Set(leaks)]).toEqual([]);
}, 600_000);

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
}, 600_000);
