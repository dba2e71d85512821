import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { loopback, type Loopback } from '#providers/contract/loopback.ts';
import { testRegistrar } from '#providers/contract/registrar.ts';
import { examine } from '#commands/doctor.ts';
import { beginRenewal } from '#modules/domains/ordering/renewal.ts';
import { setUpDomain } from '#modules/domains/ordering/set-up-domain.ts';
import { loadProviders } from '#providers/load.ts';
import { systemAction } from '#schema/system-action.ts';
import { runTask } from '#schema/tasks/run.ts';
import type { Work } from '#schema/work.ts';
import { startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { testDatabase } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

/** A folder outside the repository, in which `hostgraph` is installed. */
const folder = await mkdtemp(join(tmpdir(), 'hostgraph-package-'));
await mkdir(join(folder, 'node_modules'));
await symlink(process.cwd(), join(folder, 'node_modules', 'hostgraph'));
await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, code: string): Promise<string> {
  await writeFile(join(folder, name), code);
  return join(folder, name);
}

// The code of the document, as a reader copies it.
const [, code = ''] =
  /```ts\n([\s\S]*?)```/.exec(await readFile('docs/providers.md', 'utf8')) ?? [];
const path = await write('acme.ts', code);
const acme = (await loadProviders([], [path])).find('registrar', 'acme')!;

/** The registrar of the document, by the four calls that it names. */
async function acmeProgram(): Promise<Loopback> {
  const domains = new Map([['held.com', '2027-06-24']]);
  return loopback(({ method, path: address, headers, body }) => {
    if (headers['x-api-key'] !== 'secret-key') return { status: 401, body: { error: 'No key' } };
    const [, , kind, name = '', part] = address.split('/');
    if (kind === 'names') return { body: { free: !domains.has(name) } };
    const input = body ? JSON.parse(body) : {};
    if (kind === 'orders' && method === 'POST') {
      if (domains.has(input.name)) return { status: 409, body: { error: 'Name is taken.' } };
      domains.set(input.name, `${2026 + input.years}-11-30`);
      return { body: { id: 'A1', expires: domains.get(input.name) } };
    }
    const expires = domains.get(name);
    if (!expires) return { status: 404, body: { error: 'No such domain.' } };
    if (part === 'renewals')
      domains.set(name, `${Number(expires.slice(0, 4)) + input.years}${expires.slice(4)}`);
    return { body: { name, expires: domains.get(name) } };
  });
}

testRegistrar(it, acme, async () => {
  const program = await acmeProgram();
  return {
    settings: { apiKey: 'secret-key', baseUrl: program.url },
    free: 'new-name.com',
    held: { name: 'held.com', expiresOn: '2027-06-24' },
    misbehave: (mood) => program.misbehave('/v1/orders', mood),
    count: (operation) => program.count(operation === 'register' ? '/v1/orders' : '/renewals'),
    close: program.close,
  };
});

const configWith = (providers: string) =>
  readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    ENCRYPTION_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    RATE_LIMIT: '0',
    PROVIDERS: providers,
  });

/** A gateway that was started with the package, on the database of the others. */
let gateway: Gateway;
let running: RunningApp;
let program: Loopback;
let url: string;
beforeAll(async () => {
  gateway = await openGateway();
  program = await acmeProgram();
  const config = configWith(path);
  running = await startApp(config, { opened: await testDatabase() });
  const server = await startServer(running.app);
  url = server.url;
  stopAfterFile(async () => {
    await server.stop();
    await running.stop();
  });
});
afterAll(() => program.close());

async function ask(query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

it('registers a domain by a package outside the repository, at one of two accounts', async () => {
  const { providers } = await ask(`{ providers(kind: REGISTRAR) {
    name title settings { name isRequired isSecret } capabilities { name document } } }`);
  expect(providers.find((one: any) => one.name === 'acme')).toMatchObject({
    title: 'Acme Names',
    settings: [
      { name: 'apiKey', isRequired: true, isSecret: true },
      { name: 'baseUrl', isRequired: false, isSecret: false },
    ],
    capabilities: expect.arrayContaining([{ name: 'register', document: 'POST /v1/orders' }]),
  });
  for (const [label, secretValue] of [
    ['acme', 'other-key'],
    ['acme-eu', 'secret-key'],
  ])
    await ask(
      `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) {
        registrar { label } } }`,
      {
        input: {
          module: 'acme',
          label,
          isActive: true,
          settings: [
            { name: 'apiKey', secretValue },
            { name: 'baseUrl', secretValue: program.url },
          ],
        },
      },
    );
  await sell(gateway, 'com', { registrar: 'acme-eu' });
  const id = await waiting(gateway, 'first.com', { years: 2 });
  const { domainRegister } = await ask(
    `mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) {
      domain { status expiresOn registrarRef registrarName } } }`,
    { input: { domain: { id: `Domain:${id}` } } },
  );
  expect(domainRegister.domain).toEqual({
    status: 'ACTIVE',
    expiresOn: '2028-11-30',
    registrarRef: 'A1',
    registrarName: 'acme-eu',
  });
  expect(program.last('/v1/orders').headers['x-api-key']).toBe('secret-key');
});

const form = `import { defineProvider, z } from 'hostgraph/provider';
  const one = defineProvider({ kind: 'fraud', name: 'mine', title: 'Mine', docs: [],
    settings: z.object({}), capabilities: { check: 'x' }, connect: () => ({}) });`;
const broken: [string, string, RegExp][] = [
  ['bare.ts', `export const x = 1;`, /bare\.ts exports no provider by default/],
  ['taken.ts', `${form} export default { ...one, name: 'minfraud' };`, /"minfraud".*already/],
  ['version.ts', `${form} export default { ...one, formVersion: 9 };`, /version 9 .* version 1/],
  ['settings.ts', `${form} export default { ...one, settings: {} };`, /settings .*zod object/],
  ['capability.ts', `${form} export default { ...one, capabilities: { chek: 'x' } };`, /"chek"/],
  ['document.ts', `${form} export default { ...one, capabilities: { check: '' } };`, /no document/],
  ['kind.ts', `${form} export default { ...one, kind: 'bank' };`, /kind "bank"/],
];
it.each(broken)('does not start with %s, and says why', async (name, text, message) => {
  await expect(loadProviders([], [await write(name, text)])).rejects.toThrow(message);
});

const throwing = `throw new Error('No licence.');`;

it('leaves out a package that throws or is not there, and takes the others', async () => {
  const throws = await write('throws.ts', throwing);
  const providers = await loadProviders([], [throws, '@nobody/nothing', path]);
  expect(providers.missing).toEqual([
    { specifier: throws, reason: 'No licence.' },
    { specifier: '@nobody/nothing', reason: expect.stringContaining('@nobody/nothing') },
  ]);
  expect(providers.find('registrar', 'acme')).toBeDefined();
});

it('runs without it: health, doctor and the graph tell, its accounts are unavailable', async () => {
  const throws = await write('throws-at-start.ts', throwing);
  const opened = await testDatabase();
  const without = await startApp(configWith(throws), { opened, works: false });
  const server = await startServer(without.app);
  try {
    const health = await fetch(`${server.url}/health`);
    expect(health.status).toBe(200);
    // Not which one and why: anybody may ask.
    const words = await health.text();
    expect(JSON.parse(words)).toMatchObject({
      status: 'ready',
      warnings: ['A provider package is not loaded.'],
    });
    expect(words).not.toContain('licence');
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tokenOf('staff')}`,
      },
      body: JSON.stringify({
        query: '{ registrars { label isAvailable } missingProviderPackages { specifier reason } }',
      }),
    });
    expect(await response.json()).toEqual({
      data: {
        registrars: [
          { label: 'sandbox', isAvailable: true },
          { label: 'acme', isAvailable: false },
          { label: 'acme-eu', isAvailable: false },
        ],
        missingProviderPackages: [{ specifier: throws, reason: 'No licence.' }],
      },
    });
  } finally {
    await server.stop();
    await without.stop();
  }
  const findings = await examine(configWith(throws));
  expect(findings.find(({ name }) => name === 'providers')).toEqual({
    name: 'providers',
    isFine: false,
    text: `PROVIDERS: ${throws} cannot be loaded: No licence.`,
  });
}, 60_000);

it('what is paid meanwhile waits, and is carried out once when it is back', async () => {
  const throws = await write('throws-meanwhile.ts', throwing);
  const without = await startApp(configWith(throws), {
    opened: await testDatabase(),
    works: false,
  });
  const { db } = without.app;
  const taskOf = (subjectId: number, kind: string) =>
    db.task.findFirstOrThrow({ where: { subjectType: 'Domain', subjectId, kind } });
  const begin = (run: (work: Work) => Promise<unknown>) =>
    systemAction(without.app, { action: 'test', input: {} }, run);
  try {
    const id = await waiting(gateway, 'second.com', { years: 2 });
    const orders = program.count('POST /v1/orders');
    await begin((work) => setUpDomain(work, id, { atRegistrar: true, sendEmail: false }));
    const registration = await taskOf(id, 'domain.register');
    const tried = await runTask(without.app, registration.id);
    expect(tried).toMatchObject({ state: 'QUEUED', errorCode: 'PROVIDER_UNREACHABLE' });
    expect(program.count('POST /v1/orders')).toBe(orders);
    // Somebody may ask for it again once it is back.
    await db.task.update({ where: { id: registration.id }, data: { nextAttemptAt: new Date() } });
    expect((await runTask(running.app, registration.id)).state).toBe('SUCCEEDED');
    expect(program.count('POST /v1/orders')).toBe(orders + 1);

    await begin((work) => beginRenewal(work, { domainId: id, paidBy: 'InvoiceItem:1' }));
    const renewal = await taskOf(id, 'domain.renew');
    expect((await runTask(without.app, renewal.id)).state).toBe('QUEUED');
    await db.task.update({ where: { id: renewal.id }, data: { nextAttemptAt: new Date() } });
    expect((await runTask(running.app, renewal.id)).state).toBe('SUCCEEDED');
    const { status, expiresOn } = await db.domain.findUniqueOrThrow({ where: { id } });
    // Two years from 2026, and those of the renewal.
    expect(status).toBe('ACTIVE');
    expect(expiresOn!.getUTCFullYear()).toBeGreaterThan(2028);
  } finally {
    await without.stop();
  }
});

it('leaves the process with a code of its own and one line for a wrong declaration', async () => {
  const bare = await write('bare-at-start.ts', 'export const x = 1;');
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, PROVIDERS: bare, DATA_DIR: join(folder, 'data'), PORT: '0' },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const exitCode = await new Promise((resolve) => child.on('exit', resolve));
  expect(exitCode).toBe(1);
  expect(words.trim()).toMatch(
    /^PROVIDERS: \S+bare-at-start\.ts exports no provider by default.*$/,
  );
}, 60_000);
