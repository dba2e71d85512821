import { isTimeZone } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { keepCurrent } from '#schema/keep-current.ts';
import { settingText } from '#modules/settings/settings.ts';

/**
 * Keeps a gateway with the company's date format and in the company's time zone, as it is set now
 * and later, in whichever process.
 */
export async function followTimeZone(app: App): Promise<void> {
  const { db, log, runtime } = app;
  await keepCurrent(app, ['setting.changed'], async () => {
    const zone = (await settingText(db, 'Timezone')) || 'UTC';
    const format = await settingText(db, 'DateFormat');
    runtime.dateOrder = format.startsWith('MM') ? 'MDY' : 'DMY';
    if (isTimeZone(zone)) runtime.timeZone = zone;
    else log.error({ zone, timeZone: runtime.timeZone }, 'Not a time zone; it stays as it was.');
  });
}
