import { DomainError } from '#core/errors.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  type KnownSetting,
  knownSettings,
  settingNamed,
  type SettingName,
  type SettingType,
} from './known-settings.ts';
import { version } from '#modules/system/version.ts';

/** A setting as it is shown: secret ones as dots, or empty when they are not set. */
export interface ShownSetting extends KnownSetting {
  name: SettingName;
  value: string;
  isSet: boolean;
}

const SettingKind = builder.enumType('SettingKind', {
  description: 'What a setting’s text holds.',
  values: {
    TEXT: { value: 'text', description: 'Any text.' },
    BOOLEAN: { value: 'boolean', description: '`on`, or empty.' },
    INTEGER: { value: 'integer', description: 'A whole number of 0 or more.' },
    DECIMAL: { value: 'decimal', description: 'An exact decimal of 0 or more.' },
    CHOICE: { value: 'choice', description: 'One of its choices.' },
    ADDRESS: { value: 'address', description: 'A web address.' },
    EMAIL: { value: 'email', description: 'An e-mail address.' },
    TIMEZONE: { value: 'timezone', description: 'A time zone by its IANA name, `Europe/Berlin`.' },
  } as const satisfies Record<string, { value: SettingType; description: string }>,
});

export const Setting = builder.objectRef<ShownSetting>('Setting').implement({
  read: 'system:read',
  description: 'A setting of the company.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called.' }),
    kind: t.expose('type', { type: SettingKind, description: 'What its text holds.' }),
    value: t.exposeString('value', { description: 'Its text; dots for a secret that is set.' }),
    default: t.exposeString('default', { description: 'What holds until it is set.' }),
    choices: t.stringList({
      description: 'The words of a choice.',
      resolve: ({ choices }) => [...(choices ?? [])],
    }),
    isSet: t.exposeBoolean('isSet', { description: 'Somebody set it.' }),
    isSecret: t.boolean({
      description: 'Kept encrypted and never shown.',
      resolve: ({ isSecret }) => isSecret ?? false,
    }),
    isPublic: t.boolean({
      description: 'Among the parameters of a storefront.',
      resolve: ({ isPublic }) => isPublic ?? false,
    }),
    description: t.exposeString('description', { description: 'What it decides.' }),
  }),
});

const names = Object.keys(knownSettings) as SettingName[];

/** Some settings as they are shown, in the order of the names. */
export async function shownSettings(
  db: Db,
  requested: readonly SettingName[],
): Promise<ShownSetting[]> {
  const stored = await db.setting.findMany({ where: { name: { in: [...requested] } } });
  const byName = new Map(stored.map((row) => [row.name, row]));
  return requested.map((name) => {
    const known: KnownSetting = knownSettings[name];
    const row = byName.get(name);
    const secret = row?.valueEncrypted ? '•••' : '';
    const value = known.isSecret ? secret : (row?.value ?? known.default);
    return { ...known, name, value, isSet: row !== undefined };
  });
}

builder.queryField('settings', (t) =>
  t.field({
    type: [Setting],
    description: 'Every setting of the company.',
    authScopes: { permission: 'system:read' },
    resolve: (_root, _args, { db }) => shownSettings(db, names),
  }),
);

builder.queryField('setting', (t) =>
  t.field({
    type: Setting,
    description: 'One setting of the company.\n\nRefuses with `SETTING_NOT_FOUND`.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetConfigurationValue', 'system:read'),
    args: { name: t.arg.string({ required: true, description: 'Its name, in any case.' }) },
    resolve: async (_root, { name }, { db }) => {
      const known = settingNamed(name);
      const [setting] = known ? await shownSettings(db, [known]) : [];
      if (!setting) throw new DomainError('SETTING_NOT_FOUND', undefined, { field: 'name' });
      return setting;
    },
  }),
);

const Parameter = builder.objectRef<{ name: string; value: string }>('Parameter').implement({
  read: 'catalog:read',
  description: 'Something of the company a storefront needs to know.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called, in lower case.' }),
    value: t.exposeString('value', { description: 'What it is.' }),
  }),
});

builder.queryField('parameters', (t) =>
  t.field({
    type: [Parameter],
    description:
      'What storefronts may know of the company: its public settings, the base currency and the version.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetParameters', 'catalog:read'),
    resolve: async (_root, _args, { db }) => {
      const open = names.filter((name) => (knownSettings[name] as KnownSetting).isPublic);
      const settings = await shownSettings(db, open);
      const base = await db.currency.findFirst({ where: { isBase: true } });
      return [
        ...settings.map(({ name, value }) => ({ name: name.toLowerCase(), value })),
        { name: 'currency', value: base?.code ?? '' },
        { name: 'version', value: version },
      ];
    },
  }),
);
