/**
 * `npm run proofs:start`: starts the gateway as a user does (embedded database, an empty folder),
 * calls it through each transport, stops it politely with an answer in flight, and starts it again to
 * see that the data was kept. Prints what each took.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-start-'));

interface Started {
  process: ChildProcess;
  url: string;
  token: string;
  seconds: number;
}

/** How long a start may take, in milliseconds. */
const START_MS = 120_000;

/** Starts the gateway on a free port and waits for its welcome; only the first start shows tokens. */
async function start(known = ''): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, ['build/main.js'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Without its words nothing would end the wait for them.
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS);
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const [, url] = /is ready: (\S+)/.exec(said) ?? [];
    const [, shown] = /^ {2}staff +(\S+)/m.exec(said) ?? [];
    const token = known || shown;
    if (url && token && said.includes(known ? 'tokens are shown once' : 'Try each transport')) {
      clearTimeout(late);
      const seconds = (performance.now() - began) / 1000;
      return { process: child, url, token, seconds };
    }
  }
  throw new Error(`The gateway did not start: ${said}`);
}

function stop({ process: child }: Started): Promise<number | null> {
  const left = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return left;
}

const graphql = async ({ url, token }: Started, query: string) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await response.json()) as { data: Record<string, never> };
};

/** Sends half of a request; the function it gives sends the rest and waits for the answer. */
async function halfSent({ url, token }: Started): Promise<() => Promise<number>> {
  const body = JSON.stringify({ query: '{ clients { totalCount } }' });
  const request = httpRequest(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      authorization: `Bearer ${token}`,
      expect: '100-continue',
    },
  });
  const status = new Promise<number>((resolve) => {
    request.once('error', () => resolve(0));
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  // The gateway has taken it on once it asks for the body.
  await new Promise((resolve) => {
    request.once('continue', resolve);
    request.flushHeaders();
  });
  await new Promise((resolve) => request.write(body.slice(0, 10), resolve));
  return async () => {
    await sleep(100);
    request.end(body.slice(10));
    return status;
  };
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}`);
  console.log(`ok  ${what}`);
}

const cold = await start();
console.log(`ok  cold start in ${cold.seconds.toFixed(1)} s`);
const health = await fetch(`${cold.url}/health`);
insist(health.status === 200, '/health says ready');
const listed = await graphql(cold, '{ clients { totalCount } }');
insist(JSON.stringify(listed.data).includes('totalCount'), 'GraphQL lists the demo’s clients');
const body = new URLSearchParams({
  token: cold.token,
  user_id: '1',
  notes: 'Kept over a restart.',
});
const noted = await fetch(`${cold.url}/rapi/AddClientNote`, { method: 'POST', body });
insist((await noted.text()).includes('"result":"success"'), '/rapi/AddClientNote writes a note');

const inFlight = await Promise.all(Array.from({ length: 20 }, () => halfSent(cold)));
const exit = stop(cold);
const answered = await Promise.all(inFlight.map((finish) => finish()));
insist(
  answered.every((status) => status === 200),
  'twenty requests that were half sent at SIGTERM are answered',
);
insist((await exit) === 0, 'it leaves with code 0');

const warm = await start(cold.token);
console.log(`ok  warm start in ${warm.seconds.toFixed(1)} s, which shows no token`);
const stored = await graphql(
  warm,
  '{ client(by: { id: "Client:1" }) { clientNotes { edges { node { text } } } } }',
);
insist(
  JSON.stringify(stored).includes('Kept over a restart.'),
  'the note is still there, for the token of the first start',
);
await stop(warm);
await rm(dataDir, { recursive: true });
