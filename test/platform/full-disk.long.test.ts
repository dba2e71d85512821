import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { type RunningServer, startServer } from '#server.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { ensureSpace } from '#platform/database/free-space.ts';
import { diskStorage } from '#providers/storage/disk/disk.ts';

const TOKEN = 'a-bootstrap-token-of-the-full-disk-test';

/** A file system of its own, which the test may mount where it runs as root; null elsewhere. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'hostgraph-disk-'));
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder];
    execFileSync('mount', options, { stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}

const dataDir = smallDisk(200);

describe.skipIf(!dataDir)('a full disk (F72)', () => {
  const folder = dataDir!;
  const filler = join(folder, 'filler');
  let running: RunningApp;
  let server: RunningServer;
  const lines: string[] = [];
  beforeAll(async () => {
    const config = readConfig({
      PORT: '0',
      DATA_DIR: folder,
      BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '0',
      DRAIN_SECONDS: '0',
    });
    running = await startApp(config);
    const { log } = running.app;
    for (const level of ['error', 'info'] as const)
      log[level] = ((_about: object, message: string) => void lines.push(message)) as never;
    await running.prepare(() => ensureEssentials(running.app));
    server = await startServer(running.app);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await running.stop();
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });

  const get = async (path: string) => (await fetch(`${server.url}${path}`)).status;
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, unknown>;
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, data, code: errors?.[0]?.extensions.code };
  };
  const WRITE = `mutation ($text: String!) {
    addAnnouncement(input: { title: "Disk", html: $text }) {
      announcement { id } } }`;
  // What cannot be compressed.
  const write = () => ask(WRITE, { text: randomBytes(150_000).toString('base64') });
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  const MB = 1 << 20;
  /** Leaves so many megabytes. */
  const fill = async (left: number) => {
    const bytes = (await free()) - left * MB;
    await writeFile(filler, Buffer.alloc(bytes));
  };

  it('refuses changes before it is full, goes on reading, and recovers by itself', async () => {
    expect((await write()).code).toBeUndefined();
    await fill(45);
    let made = 1;
    for (;;) {
      const { status, code } = await write();
      if (!code) made += 1;
      else {
        expect([status, code]).toEqual([503, 'UNAVAILABLE']);
        break;
      }
      expect(made).toBeLessThan(400);
    }
    expect(await free()).toBeGreaterThan(0);
    expect([await get('/health/live'), await get('/health/ready')]).toEqual([200, 503]);
    const read = await ask('{ announcements(first: 1) { totalCount } }');
    expect(read.data).toEqual({ announcements: { totalCount: made } });
    expect(lines).toContain(
      'The disk of DATA_DIR is full: changes are refused until there is room.',
    );

    await rm(filler);
    await expect.poll(() => get('/health/ready'), { timeout: 10_000 }).toBe(200);
    expect((await write()).code).toBeUndefined();
    expect(lines).toContain('The disk of DATA_DIR has room again: changes are taken.');
  }, 120_000);

  it('starts no database on a disk that is full, and names it', async () => {
    await fill(20);
    await expect(ensureSpace(folder)).rejects.toThrow(/^DATA_DIR: \d+ MB are left in .*Make room/);
    await rm(filler);
    // The running gateway may have looked meanwhile; it takes changes again when it looks next.
    await expect.poll(() => get('/health/ready'), { timeout: 10_000 }).toBe(200);
  });

  it('answers an upload that finds no room as unavailable', async () => {
    const tiny = smallDisk(1)!;
    const { storage } = running.app;
    running.app.storage = diskStorage(tiny);
    const form = new FormData();
    form.append('file', new Blob(['Two megabytes.'.padEnd(2 * MB)]), 'notes.txt');
    const headers = { authorization: `Bearer ${TOKEN}` };
    const response = await fetch(`${server.url}/files`, { method: 'POST', headers, body: form });
    running.app.storage = storage;
    execFileSync('umount', [tiny]);
    await rm(tiny, { recursive: true });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(lines).toContain('A provider failed; nothing was done.');
  });
});
