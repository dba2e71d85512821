import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from '#test/domains/cast.ts';
import { testCa } from '#test/providers/loopback.ts';
import { fakeDirectAdmin } from './panels/fake-directadmin.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const run = (field: string, input: object, selection: string) =>
  gateway.ask(
    `mutation ($input: ${field[0]!.toUpperCase()}${field.slice(1)}Input!) {
      ${field}(input: $input) { ${selection} } }`,
    { input },
  );
const registrar = (input: object) =>
  run('configureRegistrar', input, 'registrar { id label module isActive }');
const paidBy = (input: object) => run('configureGateway', input, 'gateway { id name provider }');

it('has several accounts of one registrar, which TLDs name', async () => {
  const made = await registrar({ module: 'sandbox', label: 'sandbox-eu', isActive: true });
  expect(made.data.configureRegistrar.registrar).toMatchObject({
    label: 'sandbox-eu',
    module: 'sandbox',
  });
  await sell(gateway, 'com', { registrar: 'sandbox' });
  await sell(gateway, 'net', { registrar: 'sandbox-eu' });
  const { tlds } = await gateway.data(
    `{ tlds(first: 10) { edges { node { extension registrar { label module } } } } }`,
  );
  expect(tlds.edges.map(({ node }: any) => node)).toEqual([
    { extension: 'com', registrar: { label: 'sandbox', module: 'sandbox' } },
    { extension: 'net', registrar: { label: 'sandbox-eu', module: 'sandbox' } },
  ]);
  const { registrars } = await gateway.rapi('GetRegistrars');
  expect(registrars.map((one: any) => one.module)).toEqual(['sandbox', 'sandbox-eu']);
});

it('takes no name of another provider’s account and no name that is none', async () => {
  expect(codeOf(await registrar({ module: 'logicboxes', label: 'sandbox' }))).toBe(
    'PROVIDER_ACCOUNT_EXISTS',
  );
  expect(codeOf(await registrar({ module: 'logicboxes', label: 'My account' }))).toBe('BAD_INPUT');
});

it('deletes an account that nothing names, and no other', async () => {
  const { registrars } = await gateway.data('{ registrars { id label } }');
  const idOf = (label: string) => registrars.find((one: any) => one.label === label).id;
  const used = await run('deleteRegistrar', { registrarId: idOf('sandbox-eu') }, 'deletedId');
  expect(codeOf(used)).toBe('PROVIDER_ACCOUNT_IN_USE');
  const spare = await registrar({ module: 'onlinenic', label: 'spare' });
  const { id } = spare.data.configureRegistrar.registrar;
  expect((await run('deleteRegistrar', { registrarId: id }, 'deletedId')).errors).toBe(undefined);
  const again = await run('deleteRegistrar', { registrarId: id }, 'deletedId');
  expect(codeOf(again)).toBe('PROVIDER_ACCOUNT_NOT_FOUND');
});

it('has several accounts of one gateway, which payment methods name', async () => {
  const settings = [{ name: 'instructions', secretValue: 'Pay to IBAN X.' }];
  for (const label of ['mailin', 'bank-uk'])
    await paidBy({ name: 'mailin', label, displayName: label, settings, isActive: true });
  const { paymentmethods } = await gateway.rapi('GetPaymentMethods');
  expect(paymentmethods.paymentmethod.map((one: any) => one.module)).toEqual(['mailin', 'bank-uk']);
  const { paymentMethods } = await gateway.data('{ paymentMethods { id name provider } }');
  expect(paymentMethods[1]).toMatchObject({ name: 'bank-uk', provider: 'mailin' });
  const gone = await run('deleteGateway', { gatewayId: paymentMethods[1].id }, 'deletedId');
  expect(gone.errors).toBeUndefined();
  const left = await gateway.data('{ paymentMethods { name } }');
  expect(left.paymentMethods).toEqual([{ name: 'mailin' }]);
});

it('lists every provider with its settings, its capabilities and what is not confirmed', async () => {
  const { providers } = await gateway.data(`{ providers { kind name title documents hasTestMode
    settings { name type isRequired isSecret default } productSettings { name }
    capabilities { name document } unconfirmed } }`);
  const cosmos = providers.find((one: any) => one.name === 'cosmos');
  expect(cosmos).toMatchObject({
    kind: 'REGISTRAR',
    hasTestMode: false,
    documents: ['https://github.com/cosmotown1/reseller'],
  });
  expect(cosmos.unconfirmed).toContain('renew');
  expect(cosmos.settings[0]).toEqual({
    name: 'apiKey',
    type: 'PASSWORD',
    isRequired: true,
    isSecret: true,
    default: null,
  });
  for (const who of ['reseller', 'carol', 'clerk'] as const)
    expect(codeOf(await gateway.ask('{ providers { name } }', {}, who))).toBe('FORBIDDEN');
});

it('stores what a panel asks for beside host and credentials, encrypted, and connects with it', async () => {
  const panel = await fakeDirectAdmin();
  const server = {
    name: 'Berlin',
    module: 'directadmin',
    hostname: '127.0.0.1',
    port: panel.port,
    username: 'reseller',
    accessToken: 'KEY',
    caPem: testCa,
  };
  const add = (settings: object[]) =>
    run('createServer', { ...server, settings }, 'server { id databaseId }');
  expect(codeOf(await add([{ name: 'colour', secretValue: 'red' }]))).toBe('BAD_INPUT');
  const made = await add([{ name: 'ip', secretValue: '192.0.2.1' }]);
  const { id, databaseId } = made.data.createServer.server;
  const row = await gateway.app.db.server.findUniqueOrThrow({ where: { id: databaseId } });
  expect(row.settingsEncrypted).not.toContain('192.0.2.1');
  const good = await run('testServer', { serverId: id }, 'message');
  expect(good.data).toEqual({ testServer: { message: 'Version unknown' } });
  const bare = await add([]);
  const { id: bareId } = bare.data.createServer.server;
  const failed = await run('testServer', { serverId: bareId }, 'message');
  expect(failed.data.testServer.message).toBe('The server\'s setting "ip" is required.');
  await panel.stop();
});
