import { timeZone, useTimeZone } from '#core/clock.ts';
import { useDateFormat } from '#core/dates.ts';
import type { App } from '#schema/app.ts';
import { settingText } from '#modules/settings/settings.ts';

/** How long a new time zone may take to be felt in every process, in milliseconds. */
const EVERY_MS = 2_000;

/**
 * Keeps this process with the company's date format and in the company's time zone, as it is set now and later.
 * @returns the function that ends it.
 */
export async function followTimeZone({ db, log }: Pick<App, 'db' | 'log'>): Promise<() => void> {
  const read = async () => {
    try {
      useTimeZone((await settingText(db, 'Timezone')) || 'UTC');
      useDateFormat(await settingText(db, 'DateFormat'));
    } catch (err) {
      log.error({ err }, `The company’s time zone could not be read; it stays ${timeZone()}.`);
    }
  };
  await read();
  const timer = setInterval(() => void read(), EVERY_MS);
  return () => clearInterval(timer);
}
