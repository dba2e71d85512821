import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import type { Call } from '#test/transcript.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { callAt, type OldSystem, openOldSystem, shadowOf } from './old-system.ts';

let gateway: Gateway;
let old: OldSystem;
let rapi: string;
beforeAll(async () => {
  gateway = await openGateway();
  old = await openOldSystem();
  rapi = `${await shadowOf(gateway, old.upstream)}/rapi`;
});

const portOf = (url: string) => Number(new URL(url).port);

it('writes nothing, and reaches nothing outside, whatever command is compared', async () => {
  await sell(gateway, 'com');
  await waiting(gateway, 'shop.com');
  const { database } = gateway.app;
  const before = await tableHashes(gateway.app);
  const ports = new Set<number>();
  const note = (message: unknown) =>
    void (message as { socket: Socket }).socket.on('connectionAttempt', (_ip, port) =>
      ports.add(port),
    );
  subscribe('net.client.socket', note);
  old.answer((_req, res) => void res.end('{"result":"success"}'));
  const folder = 'test/transcripts';
  let calls = 0;
  for (const file of readdirSync(folder)) {
    const spoken = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Call[];
    for (const { form, as } of spoken.slice(0, 4)) {
      const reply = await callAt(rapi, file.replace('.json', ''), form, as);
      expect(await reply.json()).toEqual({ result: 'success' });
      calls += 1;
    }
  }
  const counted = async () =>
    (await gateway.app.db.shadowedCommand.aggregate({ _sum: { calls: true } }))._sum.calls ?? 0;
  while ((await counted()) < calls) await sleep(200);
  unsubscribe('net.client.socket', note);

  const { shadowed_commands: _own, ...after } = await tableHashes(gateway.app);
  const { shadowed_commands: _none, ...first } = before;
  expect(after).toEqual(first);
  const known = new Set([portOf(rapi), portOf(old.upstream), portOf(gateway.url), portOf(old.url)]);
  if (database.kind === 'postgresql') known.add(portOf(process.env.TEST_DATABASE_URL!));
  expect(ports).toContain(portOf(old.upstream));
  expect([...ports].filter((port) => !known.has(port))).toEqual([]);
  expect(calls).toBeGreaterThan(500);
  // Every command was run here, or it is said why not.
  const rows = await gateway.app.db.shadowedCommand.findMany({
    select: { uncomparedReason: true },
  });
  const reasons = rows.map(({ uncomparedReason }) => uncomparedReason);
  const usual = [null, 'NO_DRY_RUN', 'ASKS_PROVIDER', 'KEY_UNKNOWN'];
  expect(reasons.filter((reason) => !usual.includes(reason))).toEqual([]);
  for (const reason of [null, 'NO_DRY_RUN', 'ASKS_PROVIDER']) expect(reasons).toContain(reason);
}, 600_000);
