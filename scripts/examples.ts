/**
 * Serves both pages of the examples over a gateway with demo data: `npm run examples`. With `--walk`
 * (`npm run examples:test`) the typed client of /rapi is built and run, then the pages are clicked
 * through in headless Chromium, and screenshots are written to `--shots <folder>`; `--install`
 * installs Chromium first where that can be done.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBank } from '#examples/test-providers/bank.ts';
import { freePort } from './proofs/free-port.ts';
import { findChromium, installChromium, openBrowser } from './examples/browser.ts';
import { asker } from './examples/ask.ts';
import { makeCompany, people } from './examples/company.ts';
import { walkMoving } from './examples/moving.ts';
import { build, examples, Programs, runTypedClient } from './examples/programs.ts';

const { values } = parseArgs({
  options: {
    walk: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    shots: { type: 'string', default: 'examples/shots' },
  },
});

/** How long both walks may take together, in milliseconds. */
const WALK_MS = 240_000;

const chromium = findChromium() ?? (values.install ? installChromium() : undefined);
const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-examples-'));
const programs = new Programs();
const bank = await startBank();
const stop = async () => {
  bank.stop();
  await programs.stop();
  await rm(dataDir, { recursive: true, force: true });
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(130)));

/** Builds and runs the client that needs no browser; the demo it ran against. */
async function runClient(): Promise<string> {
  const gateway = await programs.startGateway(join(dataDir, 'demo'), {});
  const lines = runTypedClient(gateway, programs.token).trim().split('\n');
  console.log(['ok  typed client of /rapi:', ...lines].join('\n      '));
  return gateway;
}

/** @param old the address of what is moved from, in the walk of that */
async function start(old?: string) {
  for (const { folder } of examples) build(folder);
  const served = await Promise.all(
    examples.map(async (example) => {
      const port = values.walk ? await freePort() : example.port;
      return { ...example, port, page: `http://${example.host}:${port}` };
    }),
  );
  const gateway = await programs.startGateway(dataDir, {
    CORS_ORIGINS: served.map(({ page }) => page).join(),
    PROVIDERS: './examples/test-providers/index.ts',
    ...(old && { SHADOW_UPSTREAM: `${old}/rapi` }),
  });
  const ask = asker(gateway, programs.token);
  await makeCompany(ask, bank.url);
  for (const example of served) await programs.preview(example, gateway);
  return { served, gateway, ask };
}

async function walkAll({ served, gateway, ask }: Awaited<ReturnType<typeof start>>) {
  const browser = await openBrowser(chromium!, values.shots);
  try {
    const tell = (title: string, seen: readonly string[]) =>
      console.log([`ok  ${title}:`, ...seen].join('\n      '));
    for (const { folder, title, page } of served) {
      const { walk } = (await import(`../${folder}/walk.ts`)) as WalkModule;
      tell(title, await browser.visit(title, page, (visit) => walk({ ...visit, ask, people })));
    }
    const from = { gateway, token: programs.token };
    const moving = `${gateway}/migrate`;
    tell('moving in', await browser.visit('moving in', moving, (visit) => walkMoving(visit, from)));
  } finally {
    await browser.close();
  }
  console.log(`Screenshots are in ${values.shots}.`);
}

interface WalkModule {
  walk: (visit: object) => Promise<string[]>;
}

try {
  const old = values.walk ? await runClient() : undefined;
  if (values.walk && !chromium) {
    console.log('--  the pages were not walked through: there is no Chromium here');
    await stop();
    process.exit(0);
  }
  const running = await start(old);
  if (values.walk) {
    const late = setTimeout(() => {
      console.error(`The walks took longer than ${WALK_MS / 1_000} seconds.`);
      process.exitCode = 1;
      void stop().then(() => process.exit(1));
    }, WALK_MS);
    await walkAll(running);
    clearTimeout(late);
    await stop();
    process.exit(0);
  }
  const { customer, staff } = people;
  const [area, desk] = running.served;
  console.log(`Client area  ${area!.page}  as ${customer.email}, ${customer.password}`);
  console.log(`Staff desk   ${desk!.page}  as ${staff.username}, ${staff.password}`);
  console.log(`Gateway      ${running.gateway}  with the staff token ${programs.token}`);
  console.log('Ctrl+C ends all of it.');
} catch (error) {
  await stop();
  throw error;
}
