import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const CONFIGURE = `mutation ($input: ConfigureRegistrarInput!) {
  configureRegistrar(input: $input) { registrar {
    label module name isActive isTestMode settings { name isSet isSecret value }
  } }
}`;

const settings = [
  { name: 'userId', secretValue: '700' },
  { name: 'customerId', secretValue: '9' },
  { name: 'apiKey', secretValue: 'very-secret' },
];

it('shows staff every kind with what it asks for, and the balance at the registrar', async () => {
  const { providers, registrars } = await gateway.data(
    `{ providers(kind: REGISTRAR) { name settings { name isRequired } }
       registrars { module balance { amount currency } } }`,
  );
  expect(providers.map(({ name }: any) => name)).toEqual([
    'sandbox',
    'logicboxes',
    'connectreseller',
    'onlinenic',
    'cosmos',
    'epp',
    'openprovider',
    'opensrs',
    'namecheap',
    'enom',
    'manual',
  ]);
  expect(registrars).toEqual([
    { module: 'sandbox', balance: { amount: '1000.00', currency: 'USD' } },
  ]);
});

it('sets a registrar up and never shows its secrets again', async () => {
  const input = { module: 'logicboxes', settings, isActive: true, isTestMode: true };
  const { configureRegistrar } = await gateway.data(CONFIGURE, { input });
  const { settings: shown, ...rest } = configureRegistrar.registrar;
  expect(rest).toEqual({
    label: 'logicboxes',
    module: 'logicboxes',
    name: 'LogicBoxes / ResellerClub',
    isActive: true,
    isTestMode: true,
  });
  const key = shown.find(({ name }: { name: string }) => name === 'apiKey');
  expect(key).toEqual({ name: 'apiKey', isSet: true, isSecret: true, value: null });
  const rows = JSON.stringify([
    await gateway.app.db.registrar.findMany(),
    (await gateway.app.db.auditEntry.findMany()).map(({ input }) => input),
  ]);
  expect(rows).not.toContain('very-secret');
});

it('changes one setting and leaves the others', async () => {
  const input = { module: 'logicboxes', settings: [{ name: 'userId', secretValue: '701' }] };
  const { configureRegistrar } = await gateway.data(CONFIGURE, { input });
  const shown = Object.fromEntries(
    configureRegistrar.registrar.settings.map((each: any) => [each.name, each]),
  );
  expect(shown.userId.value).toBe('701');
  expect(shown.apiKey.isSet).toBe(true);
});

it('does not activate what is not complete, and refuses what it does not know', async () => {
  const tries: [object, string][] = [
    [{ module: 'cosmos', isActive: true }, 'REGISTRAR_SETTINGS_WRONG'],
    [{ module: 'gone' }, 'REGISTRAR_UNKNOWN'],
    [{ module: 'cosmos', settings: [{ name: 'colour', secretValue: 'red' }] }, 'BAD_INPUT'],
    [{ module: 'cosmos', isTestMode: true }, 'BAD_INPUT'],
  ];
  for (const [input, code] of tries)
    expect(codeOf(await gateway.ask(CONFIGURE, { input }))).toBe(code);
  expect(await gateway.app.db.registrar.count({ where: { module: 'cosmos' } })).toBe(0);
});

it('keeps registrars to staff', async () => {
  for (const who of ['reseller', 'carol', 'clerk'] as const) {
    expect(codeOf(await gateway.ask('{ registrars { module } }', {}, who))).toBe('FORBIDDEN');
    expect(codeOf(await gateway.ask(CONFIGURE, { input: { module: 'sandbox' } }, who))).toBe(
      'FORBIDDEN',
    );
  }
});

it('speaks GetRegistrars as it always did', async () => {
  await transcript(gateway, 'GetRegistrars', [
    { title: 'those set up', form: {} },
    { title: 'a reseller', form: {}, as: 'reseller' },
    { title: 'nobody', form: {}, as: null },
  ]);
});

it('takes addresses of registrars by https alone; this machine is the exception (D35)', async () => {
  const { providers } = await gateway.data(
    `{ providers(kind: REGISTRAR) { name settings { name isRequired } } }`,
  );
  const withAddress = providers.filter((one: any) =>
    one.settings.some(({ name }: any) => name === 'baseUrl'),
  );
  expect(withAddress.length).toBeGreaterThan(4);
  for (const { name: module, settings: asked } of withAddress) {
    const given = (baseUrl: string) => ({
      module,
      label: `${module}-address`,
      isActive: true,
      settings: [
        ...asked
          .filter(({ name, isRequired }: any) => isRequired && name !== 'baseUrl')
          .map(({ name }: any) => ({ name, secretValue: name === 'currency' ? 'USD' : '700' })),
        { name: 'baseUrl', secretValue: baseUrl },
      ],
    });
    for (const address of ['http://api.example.test/', 'http://127.0.0.1.example.test/']) {
      const refused = await gateway.ask(CONFIGURE, { input: given(address) });
      expect([module, codeOf(refused)]).toEqual([module, 'REGISTRAR_SETTINGS_WRONG']);
      expect(refused.errors?.[0]?.message).toContain('baseUrl');
    }
    const here = await gateway.ask(CONFIGURE, { input: given('http://127.0.0.1:9/api/') });
    expect([module, here.errors]).toEqual([module, undefined]);
  }
});
