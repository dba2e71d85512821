import { startApp } from '#app.ts';
import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import { retireKeys, rotateSecrets } from '#start/rotate-secrets.ts';

/**
 * `hostgraph rotate-key`: encrypts every stored secret under the first key of ENCRYPTION_KEY and
 * retires the others. Every process has the new key first by then.
 */
export async function rotateKey(config: Config): Promise<void> {
  const { app, stop } = await startApp(config, { works: false });
  try {
    const [first, ...others] = app.keyring.keyIds;
    if (!others.length)
      throw new StartRefused('ENCRYPTION_KEY: put the new key in front, separated by a comma.');
    const left = await rotateSecrets(app);
    if (left)
      throw new StartRefused(
        `${left} secrets could not be read and stay under an older key; the log names them. Nothing is retired.`,
      );
    await retireKeys(app);
    console.log(`Every stored secret is under ${JSON.stringify(first)} now.`);
    console.log(
      `Retired: ${others.join(', ')}. Take them out of ENCRYPTION_KEY in two days, when links and ` +
        'repeatable answers made under them have ended; earlier, those alone end early.',
    );
  } finally {
    await stop();
  }
}
