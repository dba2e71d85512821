import { today as todayIn } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import { settingText } from '#modules/system/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** Today's date where the house is. */
export const today = async (db: Db | Tx): Promise<Day> => {
  const zone = await settingText(db, 'Timezone');
  try {
    return todayIn(zone || 'UTC');
  } catch {
    // A zone nobody knows must not stop the books.
    return todayIn();
  }
};
