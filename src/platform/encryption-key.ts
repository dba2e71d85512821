import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '#core/start-refused.ts';

/**
 * The setting for `Keyring`: the configured one, else the key in `dataDir/encryption.key`, which is
 * made on the first start and readable by its owner only. Whoever loses it loses every secret.
 * @throws StartRefused where the database holds secrets and the file is gone
 */
export async function encryptionKey(
  config: { encryptionKey: string | undefined; dataDir: string },
  holdsSecrets = false,
): Promise<string> {
  if (config.encryptionKey) return config.encryptionKey;
  const file = join(config.dataDir, 'encryption.key');
  if (holdsSecrets && !existsSync(file))
    throw new StartRefused(
      `${file} is gone, and the database holds secrets encrypted under it. Put it back, or set ` +
        'ENCRYPTION_KEY to what it held.',
    );
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  // Written whole under another name first: a crash must not leave half a key.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}
