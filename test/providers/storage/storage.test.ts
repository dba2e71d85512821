import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskStorage } from '#providers/storage/disk/disk.ts';
import { s3Storage } from '#providers/storage/s3/s3.ts';
import { newStorageKey } from '#providers/storage/storage.ts';
import { deadPort, failureOf } from '#test/providers/loopback.ts';
import { fakeS3, type FakeS3 } from './fake-s3.ts';

let folder: string;
let s3: FakeS3;
const bucket = (more: object = {}) =>
  s3Storage({
    endpoint: s3.url,
    region: 'eu-central-1',
    bucket: 'files',
    accessKeyId: 'AK',
    secretAccessKey: 'SK',
    timeoutMs: 400,
    ...more,
  });
const drivers = {
  disk: () => diskStorage(join(folder, 'files')),
  s3: () => bucket(),
};
const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-'));
  s3 = await fakeS3();
});
afterEach(async () => {
  await s3.stop();
  await rm(folder, { recursive: true });
});

test.each(['disk', 's3'] as const)(
  '%s gives back every byte, replaces and deletes',
  async (name) => {
    const it = drivers[name]();
    const key = newStorageKey('tickets');
    expect(await it.get(key)).toBeNull();
    await it.put(key, bytes, 'application/pdf');
    expect(Buffer.from((await it.get(key))!)).toEqual(Buffer.from(bytes));
    await it.put(key, new Uint8Array(), 'text/plain');
    expect(await it.get(key)).toHaveLength(0);
    for (const _ of [1, 2]) await it.delete(key);
    expect(await it.get(key)).toBeNull();
  },
);

test.each(['disk', 's3'] as const)('%s takes no key that could lead elsewhere', async (name) => {
  const it = drivers[name]();
  const outside = join(folder, 'secret');
  await writeFile(outside, 'secret');
  for (const key of [
    '../secret',
    'a/../../secret',
    '/etc/passwd',
    'a//b',
    'a.pdf',
    'A',
    '',
    'a\\b',
  ])
    for (const work of [() => it.get(key), () => it.put(key, bytes, 'a/b'), () => it.delete(key)])
      expect((await failureOf(work())).outcome).toBe('REFUSED');
  expect(s3.seen).toHaveLength(0);
});

test('keys are fresh, whatever the file was called', () => {
  const keys = new Set(Array.from({ length: 100 }, () => newStorageKey('tickets')));
  expect(keys.size).toBe(100);
  expect(() => newStorageKey('../x')).toThrow(/not one of ours/);
});

test('fifty writers of one key leave one whole file and no drafts', async () => {
  const it = drivers.disk();
  const writers = Array.from({ length: 50 }, (_, n) => new Uint8Array(10_000).fill(n));
  const reads: (Uint8Array | null)[] = [];
  await Promise.all(
    writers.map(async (one) => {
      await it.put('room/file', one, 'a/b');
      reads.push(await it.get('room/file'));
    }),
  );
  for (const read of reads) expect(new Set(read).size).toBe(1);
  expect(await readdir(join(folder, 'files', 'room'))).toEqual(['file']);
});

test('a folder that cannot be written is told, not thrown raw', async () => {
  await writeFile(join(folder, 'file'), '');
  const error = await failureOf(diskStorage(join(folder, 'file')).put('a', bytes, 'a/b'));
  expect(error).toMatchObject({ outcome: 'NOT_SENT', message: /file store failed/ });
  expect(error.message).not.toContain(folder);
});

test('the store keeps the type of the content, and a wrong secret is refused', async () => {
  await bucket().put('room/file', bytes, 'image/png');
  expect(s3.objects.get('/files/room/file')?.type).toBe('image/png');
  const wrong = bucket({ secretAccessKey: 'X' });
  expect((await failureOf(wrong.get('room/file'))).outcome).toBe('REFUSED');
});

test.each(['hang', 'drop', 'fail', 'actThenDrop'] as const)(
  'a store that does %s can be tried again',
  async (how) => {
    s3.misbehave(how);
    expect((await failureOf(bucket().put('room/file', bytes, 'a/b'))).outcome).toBe('NOT_SENT');
    await bucket().put('room/file', bytes, 'a/b');
    expect(s3.objects.size).toBe(1);
  },
);

test('a store that is off is NOT_SENT, an object beyond the limit is refused', async () => {
  const off = bucket({ endpoint: `http://127.0.0.1:${await deadPort()}` });
  expect((await failureOf(off.get('a'))).outcome).toBe('NOT_SENT');
  await bucket().put('room/file', bytes, 'a/b');
  expect((await failureOf(bucket({ maxBytes: 100 }).get('room/file'))).outcome).toBe('REFUSED');
});
