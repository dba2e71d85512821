import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encryptionKey } from '#platform/encryption-key.ts';
import { openLog } from '#platform/log.ts';

describe('the log', () => {
  it('blots out secrets, also inside of what is logged', () => {
    const lines: string[] = [];
    const log = openLog('info', { write: (line) => void lines.push(line) });
    log.info({
      token: 's1',
      headers: { authorization: 's2', 'api-key': 's3', host: 'kept' },
      body: { user: { password: 's4', secret: 's5' } },
    });
    expect(lines.join('')).not.toMatch(/s[1-5]/);
    expect(lines.join('')).toContain('kept');
  });
});

describe('the encryption key', () => {
  it('is made once, kept for its owner only, and given way to a configured one', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
    const config = { encryptionKey: undefined, dataDir };
    const keys = await Promise.all([1, 2, 3].map(() => encryptionKey(config)));
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0]!, 'base64')).toHaveLength(32);
    const file = join(dataDir, 'encryption.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(keys[0]);
    expect(await encryptionKey({ ...config, encryptionKey: 'a:key' })).toBe('a:key');
    await rm(dataDir, { recursive: true });
  });
});
