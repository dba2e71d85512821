import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examine } from '#commands/doctor.ts';
import { readConfig } from '#config.ts';
import { fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { deadPort } from '#test/providers/loopback.ts';

const folder = () => mkdtemp(join(tmpdir(), 'hostgraph-doctor-'));

it('finds nothing wrong where nothing is, and names what is used', async () => {
  const smtp = await fakeSmtp();
  const config = readConfig({
    DATA_DIR: await folder(),
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    PUBLIC_URL: 'http://localhost:4000',
  });
  const findings = await examine(config);
  await smtp.stop();
  expect(findings.filter(({ isFine }) => !isFine)).toEqual([]);
  const texts = Object.fromEntries(findings.map(({ name, text }) => [name, text]));
  expect(texts).toMatchObject({
    clock: 'agrees with the database',
    files: 'disk stores, reads and deletes',
    mail: 'smtp lets us in',
    address: 'http://localhost:4000',
  });
});

it('says of each thing that is wrong which setting it is and what to do', async () => {
  const dataDir = await folder();
  // Files are kept in a folder of this name.
  await writeFile(join(dataDir, 'files'), '');
  const config = readConfig({
    DATA_DIR: dataDir,
    SMTP_URL: `smtp://127.0.0.1:${await deadPort()}`,
    REDIS_URL: `redis://127.0.0.1:${await deadPort()}`,
    SHADOW_UPSTREAM: `http://127.0.0.1:${await deadPort()}/rapi`,
    // RFC 6761: no name below it is known.
    PUBLIC_URL: 'http://shop.invalid',
  });
  const wrong = (await examine(config)).filter(({ isFine }) => !isFine);
  expect(Object.fromEntries(wrong.map(({ name, text }) => [name, text]))).toEqual({
    files: expect.stringMatching(/^DATA_DIR: /),
    mail: expect.stringMatching(/^SMTP_URL: /),
    redis: expect.stringMatching(/^REDIS_URL: Redis does not answer/),
    upstream: expect.stringMatching(/^SHADOW_UPSTREAM: The old system cannot be reached/),
    address: 'PUBLIC_URL: shop.invalid is not known to DNS.',
  });
});
