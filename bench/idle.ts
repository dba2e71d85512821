import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { graphql, headersOf, TOKEN } from './requests.ts';
import { gateway, open } from './contenders.ts';
import { memoryOf } from './load.ts';
import { table, writeSection } from './results.ts';
import { run, seed, withName } from './seed.ts';

const SUBSCRIBERS = Number(process.env.BENCH_SUBSCRIBERS ?? 5_000);
const WAVE = 250;
const query = 'subscription { ticketUpdated { cursor ticket { databaseId subject } } }';

/** What subscribers cost who hear nothing, and how long it takes until all of them heard one thing. */
export async function idle(server: string, name: string): Promise<void> {
  const url = withName(server, name);
  await run(server, `drop database if exists ${name} with (force)`, `create database ${name}`);
  (await open(gateway, url)).stop();
  await seed(url);
  const running = await open(gateway, url);
  const before = memoryOf(running.pid);
  let received = 0;
  const sockets: WebSocket[] = [];
  const address = `${running.url.replace('http', 'ws')}/graphql`;
  while (sockets.length < SUBSCRIBERS) {
    const wave = Array.from({ length: WAVE }, () => subscribe(address, () => (received += 1)));
    sockets.push(...(await Promise.all(wave)));
  }
  await sleep(5_000);
  const memory = memoryOf(running.pid) - before;
  const times: number[] = [];
  for (let time = 0; time < 3; time += 1) times.push(await notify(running.url, () => received));
  for (const socket of sockets) socket.terminate();
  running.stop();
  await run(server, `drop database if exists ${name} with (force)`);
  writeSection(
    'Subscribers',
    table(
      ['memory, MB', 'memory for each, KB', 'all have heard of a reply after, ms'],
      [
        [
          `${SUBSCRIBERS} over WebSocket, each with one subscription`,
          String(memory),
          ((memory * 1024) / SUBSCRIBERS).toFixed(1),
          times.map((each) => each.toFixed(0)).join(', '),
        ],
      ],
    ),
  );
}

/** Subscribes over a socket of its own, once the server has acknowledged it. */
function subscribe(address: string, onEvent: () => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, 'graphql-transport-ws');
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    socket.on('open', () =>
      send({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } }),
    );
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { type: string };
      if (type === 'next') onEvent();
      if (type === 'ping') send({ type: 'pong' });
      if (type !== 'connection_ack') return;
      send({ type: 'subscribe', id: '1', payload: { query } });
      resolve(socket);
    });
  });
}

/** Replies to a ticket, and waits until everybody has heard of it. */
async function notify(url: string, received: () => number): Promise<number> {
  const target = received() + SUBSCRIBERS;
  const payloads = graphql(
    `mutation { addTicketReply(input: { ticketId: "Ticket:77", name: "Bench",
      email: "bench@example.test", message: "x" }) { ticketReply { databaseId } } }`,
  );
  const began = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: headersOf(payloads),
    body: payloads.body,
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  while (received() < target && performance.now() - began < 60_000) await sleep(2);
  if (received() < target) throw new Error(`${received()} of ${target} heard of it.`);
  return performance.now() - began;
}
