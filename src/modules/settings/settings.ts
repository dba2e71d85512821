import { onceFor } from '#core/once-for.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { isTransaction } from '#platform/database/transaction.ts';
import { type KnownSetting, knownSettings, type SettingName } from './known-settings.ts';

const typeOf = (name: SettingName): KnownSetting => knownSettings[name];

/** The settings that a text holds; they seldom change, and the last text is taken apart once. */
let last = { text: '', settings: new Map<string, string>() };

function settingsIn(text: string): ReadonlyMap<string, string> {
  if (last.text !== text)
    last = { text, settings: new Map(Object.entries(JSON.parse(text) as Record<string, string>)) };
  return last.settings;
}

/** The settings of a transaction, as they were when it first asked for one. */
const settingsOf = onceFor(async (tx: Tx): Promise<ReadonlyMap<string, string>> => {
  const [row] = await tx.$queryRaw<{ text: string | null }[]>`
    select json_object_agg(name, value order by name)::text as text from settings`;
  return settingsIn(row?.text ?? '{}');
});

/** Reads the settings of a transaction together with what else it asks for, before it needs them. */
export const askForSettings = async (tx: Tx): Promise<void> => void (await settingsOf(tx));

/** What was set; undefined where the default holds. A transaction asks the database once. */
async function storedText(db: Db | Tx, name: SettingName): Promise<string | undefined> {
  if (!isTransaction(db)) {
    const row = await db.setting.findUnique({ where: { name }, select: { value: true } });
    return row?.value;
  }
  return (await settingsOf(db)).get(name);
}

/** The text of a setting that is no secret: as it was set, or its default. */
export const settingText = async (db: Db | Tx, name: SettingName): Promise<string> =>
  (await storedText(db, name)) ?? typeOf(name).default;

/** Whether a setting is on. */
export const settingIsOn = async (db: Db | Tx, name: SettingName): Promise<boolean> =>
  (await settingText(db, name)) === 'on';

/** The number of an `integer` setting; one stored before its range was narrowed counts as its end. */
export async function settingNumber(db: Db | Tx, name: SettingName): Promise<number> {
  const [least, most] = typeOf(name).range ?? [0, Number.MAX_SAFE_INTEGER];
  return Math.min(most, Math.max(least, Number(await settingText(db, name))));
}
