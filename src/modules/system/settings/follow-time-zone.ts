import { timeZone, useTimeZone } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { settingText } from '#modules/settings/settings.ts';

/** How long a new time zone may take to be felt in every process, in milliseconds. */
const EVERY_MS = 2_000;

/**
 * Keeps this process in the company's time zone, as it is set now and later.
 * @returns the function that ends it.
 */
export async function followTimeZone({ db, log }: Pick<App, 'db' | 'log'>): Promise<() => void> {
  const read = async () => {
    try {
      useTimeZone((await settingText(db, 'Timezone')) || 'UTC');
    } catch (err) {
      log.error({ err }, `The company’s time zone could not be read; it stays ${timeZone()}.`);
    }
  };
  await read();
  const timer = setInterval(() => void read(), EVERY_MS);
  return () => clearInterval(timer);
}
