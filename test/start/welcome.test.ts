import { beforeAll, expect, it } from 'vitest';
import { ensureEssentials } from '#start/essentials.ts';
import { canStaffEnter } from '#start/essentials/access.ts';
import { welcome } from '#start/welcome.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const said = async () =>
  welcome(gateway.app, 'http://127.0.0.1:4000', {
    tokens: null,
    canEnter: await canStaffEnter(gateway.app),
  });

it('requires in the schema what it requires (F63)', async () => {
  const { input } = await gateway.data(
    `{ input: __type(name: "CreateAdminInput") { inputFields { name type { kind } } } }`,
  );
  const { type } = input.inputFields.find(({ name }: { name: string }) => name === 'roleId');
  expect(type.kind).toBe('NON_NULL');
});

it('asks for BOOTSTRAP_TOKEN only where nobody can get in (F62)', async () => {
  const { app } = gateway;
  expect(await said()).not.toContain('BOOTSTRAP_TOKEN');
  await app.db.apiCredential.updateMany({ data: { revokedAt: new Date() } });
  // Staff with passwords get in as well.
  expect(await said()).not.toContain('BOOTSTRAP_TOKEN');
  await app.db.admin.updateMany({ data: { isDisabled: true } });
  expect(await said()).toContain('Nobody can sign in: set BOOTSTRAP_TOKEN');
  app.config.bootstrapToken = 'first-bootstrap-token-0123456789';
  await ensureEssentials(app);
  expect(await said()).toContain('Sign in with your BOOTSTRAP_TOKEN.');
});
