import { beforeAll, expect, it } from 'vitest';
import { listedSettings, mergeSettings } from '#modules/system/providers/setting.ts';
import { shippedProviders } from '#providers/shipped.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const fail = (): never => {
  throw new Error('A known setting was refused.');
};

it.each(
  shippedProviders.map((provider) => [`${provider.kind} ${provider.name}`, provider] as const),
)('changes nothing of %s when its settings are saved as they were shown', (_name, provider) => {
  const fields = listedSettings(provider.settings);
  const stored = Object.fromEntries(fields.map(({ name }) => [name, `value of ${name}`]));
  const shown = listedSettings(provider.settings, stored).map(
    ({ name, secret, stored: value }) => ({
      name,
      secretValue: secret ? '•••' : (value ?? ''),
    }),
  );
  expect(mergeSettings({ fail }, provider, stored, shown)).toEqual(stored);
  // One that is emptied goes, a secret as well.
  const emptied = shown.map((field) => ({ ...field, secretValue: '' }));
  expect(mergeSettings({ fail }, provider, stored, emptied)).toEqual({});
});

it('keeps the password and token of a server that come back as dots', async () => {
  const ADD = `mutation ($input: CreateServerInput!) { createServer(input: $input) { server { id } } }`;
  const input = {
    name: 'one',
    module: 'cpanel',
    hostname: 'panel.example.com',
    username: 'root',
    password: 'secret-1',
    accessToken: 'token-1',
  };
  const { createServer } = await gateway.data(ADD, { input });
  const secrets = () =>
    gateway.app.db.server.findFirstOrThrow({
      select: { passwordEncrypted: true, accessHashEncrypted: true },
    });
  const before = await secrets();
  expect(before.passwordEncrypted).toMatch(/^v1\./);
  const UPDATE = `mutation ($input: UpdateServerInput!) {
    updateServer(input: $input) { server { name } }
  }`;
  const change = {
    serverId: createServer.server.id,
    password: '•••',
    accessToken: '•••',
    name: 'two',
  };
  const { updateServer } = await gateway.data(UPDATE, { input: change });
  expect(updateServer.server.name).toBe('two');
  expect(await secrets()).toEqual(before);
});

it('refuses dots where a secret has to be, by its name (G13)', async () => {
  const SIGN_IN = `mutation ($input: ValidateLoginInput!) {
    validateLogin(input: $input) { session { accessToken } }
  }`;
  const { errors } = await gateway.ask(SIGN_IN, { input: { email: 'a@b.test', password: '•••' } });
  expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'password' });
});
