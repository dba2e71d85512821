import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { startWorkers } from '#start/workers.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { resetDatabase } from '#test/setup/database.ts';
import { patiently } from '#test/setup/patiently.ts';

const BOOTSTRAP = 'bootstrap-token-of-this-test';
let gateway: Gateway;
beforeAll(async () => {
  // A gateway of its own, whose workers start on the empty database.
  gateway = await openGateway(async () => {});
  await resetDatabase();
  const { app } = gateway;
  await ensureEssentials({
    ...app,
    config: { ...app.config, bootstrapToken: BOOTSTRAP },
  });
  await startWorkers(app);
  await app.authCache.outlive();
  expect(await app.db.client.count()).toBe(0);
});

/** The blocks of a page, in their order: what language each is in, and its text. */
const blocks = [
  ...readFileSync('docs/from-nothing.md', 'utf8').matchAll(
    /^```(graphql|sh|json)\n([\s\S]*?)^```$/gm,
  ),
].map(([, language = '', text = '']) => ({ language, text }));

const stored = new Map<string, string>();
const filled = (text: string) =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = stored.get(name);
    if (value === undefined) throw new Error(`Nothing was kept as ${name}.`);
    return value;
  });
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((part, step) => (part as Record<string, unknown> | null)?.[step], value);
const noted = (text: string, word: string) =>
  [...text.matchAll(new RegExp(`^# ${word}: (\\w[\\w.]*)(?: = (\\S+))?$`, 'gm'))].map(
    ([, left = '', right = '']) => [left, right] as const,
  );

async function send(text: string): Promise<unknown> {
  const [who] = noted(text, 'as');
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${who ? stored.get(who[0]) : BOOTSTRAP}`,
    },
    body: JSON.stringify({ query: filled(text) }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors, text).toBeUndefined();
  return data;
}

async function graphql(text: string): Promise<void> {
  const expected = noted(text, 'expect');
  const isSo = (data: unknown) => expected.every(([path, value]) => at(data, path) === value);
  // What is paid is set up by the workers, a moment later.
  const data = await patiently(
    () => send(text),
    (answer) => !isSo(answer),
  );
  for (const [name, path] of noted(text, 'keep')) {
    const value = at(data, path);
    expect(value, `${name} of ${text}`).toBeTruthy();
    stored.set(name, String(value));
  }
}

it('goes from an empty installation to a reseller whose program sells (R39, R10, G15)', async () => {
  expect(blocks.length).toBeGreaterThan(25);
  for (const [place, { language, text }] of blocks.entries()) {
    if (language === 'graphql') await graphql(text);
    if (language !== 'sh') continue;
    const [method = '', path = ''] = filled(text).trim().split(' ');
    const response = await fetch(gateway.url + path, { method });
    const body = await response.json();
    expect(response.status, `${path} ${JSON.stringify(body)}`).toBe(200);
    const next = blocks[place + 1];
    if (next?.language === 'json') expect(body).toEqual(JSON.parse(next.text));
  }
}, 120_000);

it('grants the first token what its description says, and no more (R68)', async () => {
  const body = new URLSearchParams({ token: BOOTSTRAP, password: 'x' });
  const reply = await fetch(`${gateway.url}/rapi/EncryptPassword`, { method: 'POST', body });
  expect(reply.status).toBe(403);
  expect(readFileSync('README.md', 'utf8')).toMatch(
    /`BOOTSTRAP_TOKEN`[^\n]*every usual permission[^\n]*`access:encrypt` and `access:decrypt`/,
  );
});
