import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { shippedProviders } from '#providers/shipped.ts';
import type { Met } from './other-host.ts';

/** Every provider at a server whose certificate an authority signed that the process trusts. */
async function meetAll(certificate: 'here' | 'elsewhere'): Promise<Met[]> {
  const folder = import.meta.dirname;
  const script = join(folder, 'other-host.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, certificate],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'tls', 'two-hosts-ca.pem') } },
  );
  return JSON.parse(stdout) as Met[];
}

/** Those that call nobody. */
const silent = ['manual', 'autorelease', 'sandbox', 'mailin', 'disk'];
const calling = shippedProviders.map(({ name }) => name).filter((name) => !silent.includes(name));

it('no provider says anything to a server with the certificate of another host', async () => {
  const met = await meetAll('elsewhere');
  expect(met.map(({ provider }) => provider).toSorted()).toEqual(calling.toSorted());
  for (const { provider, outcome, message, bytes } of met) {
    expect(message, provider).toMatch(
      / shows the certificate of another host\. Nothing was sent\./,
    );
    expect({ provider, outcome, bytes }).toEqual({ provider, outcome: 'NOT_SENT', bytes: 0 });
  }
}, 60_000);

it('each of them talks to one that shows its own', async () => {
  for (const { provider, bytes } of await meetAll('here'))
    expect(bytes, provider).toBeGreaterThan(0);
}, 60_000);
