import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The setting for `Keyring`: the configured one, else the key in `dataDir/encryption.key`, which is
 * made on the first start and readable by its owner only. Whoever loses it loses every secret.
 */
export async function encryptionKey(config: {
  encryptionKey: string | undefined;
  dataDir: string;
}): Promise<string> {
  if (config.encryptionKey) return config.encryptionKey;
  const file = join(config.dataDir, 'encryption.key');
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  // Written whole under another name first: a crash must not leave half a key.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}
