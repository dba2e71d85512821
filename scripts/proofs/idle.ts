import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayProcess } from './gateway.ts';
import { ownDatabase } from './server.ts';

/**
 * `npm run proofs:idle`: a gateway that nobody asks anything leaves its database alone (F78). Its
 * statements are counted on the wire, on the PostgreSQL of TEST_DATABASE_URL.
 */
const SETTLE_MS = 20_000;
const WATCHED_SECONDS = 60;
const MOST_PER_SECOND = 0.2;

let statements = 0;

/**
 * Counts what a client has executed. After the first message, which has no type, each is a byte of
 * its type and its length (PostgreSQL, "Message Formats"): `Q` is a simple query, `E` an execution.
 */
function counter(): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let header = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= header + 4) {
      const size = header + rest.readUInt32BE(header);
      if (rest.length < size) return;
      if (header && 'QE'.includes(String.fromCharCode(rest[0]!))) statements += 1;
      rest = rest.subarray(size);
      header = 1;
    }
  };
}

const own = await ownDatabase('idle');
if (!own.url) {
  console.log('--  not tried: TEST_DATABASE_URL');
  process.exit(0);
}
const target = new URL(own.url);
const relay = createServer((client) => {
  const server = connect(Number(target.port || 5_432), target.hostname);
  client.on('data', counter());
  client.pipe(server).pipe(client);
  for (const side of [client, server])
    side.on('error', () => [client, server].map((one) => one.destroy()));
}).listen(0, '127.0.0.1');
await once(relay, 'listening');
const { port } = relay.address() as AddressInfo;
const through = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(port) });

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-idle-'));
const gateway = gatewayProcess(through.href, dataDir);
try {
  await gateway.start();
  await sleep(SETTLE_MS);
  const before = statements;
  await sleep(WATCHED_SECONDS * 1_000);
  const count = statements - before;
  const perSecond = count / WATCHED_SECONDS;
  const holds = before > 0 && perSecond <= MOST_PER_SECOND;
  const words = `${count} statements in ${WATCHED_SECONDS} s, ${perSecond.toFixed(2)} a second`;
  console.log(`${holds ? 'ok' : '!!'}  an idle gateway (F78): ${words}`);
  if (!holds) process.exitCode = 1;
} finally {
  await gateway.end('SIGTERM');
  relay.close();
  await own.drop();
}
