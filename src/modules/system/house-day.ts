import { now, today } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { settingText } from './settings.ts';

/** Today's date where the house is. */
export async function houseDay(db: Db | Tx): Promise<Day> {
  const zone = await settingText(db, 'Timezone');
  try {
    return today(zone || 'UTC');
  } catch {
    // A zone nobody knows must not stop the books.
    return today();
  }
}

/** The hour of the day, 0 to 23, where the house is. */
export async function houseHour(db: Db | Tx): Promise<number> {
  const timeZone = (await settingText(db, 'Timezone')) || 'UTC';
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone });
    return Number(clock.format(now()));
  } catch {
    return now().getUTCHours();
  }
}
