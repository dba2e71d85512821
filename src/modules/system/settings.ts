import type { Db, Tx } from '#platform/database/client.ts';
import { type KnownSetting, knownSettings, type SettingName } from './known-settings.ts';

const typeOf = (name: SettingName): KnownSetting => knownSettings[name];

/** The text of a setting that is no secret: as it was set, or its default. */
export async function settingText(db: Db | Tx, name: SettingName): Promise<string> {
  const kept = await db.setting.findUnique({ where: { name }, select: { value: true } });
  return kept?.value ?? typeOf(name).default;
}

/** Whether a setting is on. */
export const settingIsOn = async (db: Db | Tx, name: SettingName): Promise<boolean> =>
  (await settingText(db, name)) === 'on';

/** The number of an `integer` setting. */
export const settingNumber = async (db: Db | Tx, name: SettingName): Promise<number> =>
  Number(await settingText(db, name));
