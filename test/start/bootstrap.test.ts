import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureEssentials } from '#start/essentials.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { askAs } from '#test/access/cast.ts';

const T = 'first-bootstrap-token-0123456789';
const OTHER = 'other-bootstrap-token-0123456789';
const THIRD = 'third-bootstrap-token-0123456789';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => {
  gateway.app.config.bootstrapToken = undefined;
});

/** What a start does to the database, with this BOOTSTRAP_TOKEN. */
async function startWith(token: string | undefined) {
  gateway.app.config.bootstrapToken = token;
  await ensureEssentials(gateway.app);
  await gateway.app.authCache.outlive();
}
const use = (token: string) => askAs(gateway, token, '{ viewer { kind } }');

it('revokes a bootstrap token for good, whatever is started again (F21)', async () => {
  await startWith(T);
  expect((await use(T)).data.viewer.kind).toBe('STAFF');
  const { id } = await gateway.app.db.apiCredential.findUniqueOrThrow({
    where: { identifier: 'bootstrap' },
  });
  const REVOKE = `mutation ($input: RevokeApiCredentialInput!) {
    revokeApiCredential(input: $input) { credential { id } } }`;
  await gateway.data(REVOKE, { input: { credentialId: `ApiCredential:${id}` } });
  await startWith(T);
  expect(codeOf(await use(T))).toBe('UNAUTHENTICATED');
  // Another value is a new credential, and does not bring the old one back.
  await startWith(OTHER);
  expect((await use(OTHER)).data.viewer.kind).toBe('STAFF');
  expect(codeOf(await use(T))).toBe('UNAUTHENTICATED');
  await startWith(T);
  expect([codeOf(await use(T)), codeOf(await use(OTHER))]).toEqual([
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
  ]);
  await startWith(THIRD);
  expect((await use(THIRD)).data.viewer.kind).toBe('STAFF');
  // Without the variable it ends.
  await startWith(undefined);
  expect(codeOf(await use(THIRD))).toBe('UNAUTHENTICATED');
});

it('leaves the roles that people have changed (F21)', async () => {
  const { db } = gateway.app;
  await db.adminRole.updateMany({ data: { name: 'Boss' } });
  const before = await db.adminRole.count();
  await startWith(undefined);
  expect(await db.adminRole.count()).toBe(before);
});
