import { getNamedType, parse, subscribe } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { type Actor, nobody } from '#core/actor.ts';
import { eventNouns, permissionOfEvent } from '#core/events.ts';
import { type Permission, permissions, usualPermissions } from '#core/permissions.ts';
import { schema } from '#modules/schema.ts';
import { readPermissionsOf } from '#schema/access.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { operationFor } from './documents.ts';
import { contextOf, estateIds, givenFrom } from './shown.ts';
import { rootsOf } from './walk.ts';

let gateway: Gateway;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  gateway = await openGateway();
  gateway.app.config.privateWebhooks = true;
  ids = await estateIds(gateway.app, { clientId: gateway.carol, resellerId: null });
});

/** A staff key that holds these permissions alone. */
async function keyWith(held: readonly Permission[], name: string): Promise<string> {
  const { createApiCredential } = await gateway.data(
    'mutation ($input: CreateApiCredentialInput!) { createApiCredential(input: $input) { token } }',
    { input: { kind: 'STAFF', name, permissions: held } },
  );
  return createApiCredential.token as string;
}

it('refuses every subscription at once without the permission of its type (G2, G11)', async () => {
  const { app } = gateway;
  const actors: Actor[] = [
    { ...nobody, kind: 'staff', id: 'credential:1' },
    { ...nobody, kind: 'reseller', id: 'credential:2', resellerId: gateway.resellerId },
    { ...nobody, kind: 'customer', id: 'credential:3', clientIds: [gateway.carol] },
  ];
  const wrong: string[] = [];
  // The log itself is open to whoever may read a type of it, and tells of no other (G4).
  for (const field of rootsOf('subscription').filter(({ name }) => name !== 'events')) {
    const read = readPermissionsOf(getNamedType(field.type)) ?? [];
    const { document, variables } = operationFor('subscription', field, givenFrom(ids));
    for (const actor of actors)
      for (const permission of [null, ...permissions]) {
        if (permission && read.includes(permission)) continue;
        const answer = await subscribe({
          schema,
          document: parse(document),
          variableValues: variables,
          contextValue: contextOf(app, actor, permission ? [permission] : []),
        });
        const code = 'errors' in answer ? answer.errors?.[0]?.extensions.code : 'accepted';
        if (code !== 'FORBIDDEN') wrong.push(`${actor.kind} ${permission}: ${field.name} ${code}`);
      }
  }
  expect(rootsOf('subscription').length).toBeGreaterThan(4);
  expect(wrong).toEqual([]);
});

const ADD_WEBHOOK =
  'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { eventTypes } } }';

it('sends a webhook no event without the permission to read what it is about (G4)', async () => {
  const wrong: unknown[] = [];
  const tokens = new Map<string, string>();
  for (const noun of eventNouns) {
    const permission = permissionOfEvent(`${noun}.*`)!;
    const input = { url: 'https://127.0.0.1/hook', eventTypes: [`${noun}.*`] };
    const most = usualPermissions.filter((held) => held !== permission);
    tokens.set(permission, tokens.get(permission) ?? (await keyWith(most, permission)));
    const authorization = `Bearer ${tokens.get(permission)}`;
    const answer = await gateway.ask(ADD_WEBHOOK, { input }, null, { authorization });
    const extensions = answer.errors?.[0]?.extensions;
    if (extensions?.code !== 'FORBIDDEN' || extensions.permission !== permission)
      wrong.push([noun, extensions]);
  }
  expect(eventNouns.length).toBeGreaterThan(40);
  expect(wrong).toEqual([]);
});
