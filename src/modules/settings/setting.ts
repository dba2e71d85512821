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
import { version } from '#core/version.ts';

/** A setting as it is shown. */
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
    INTEGER: { value: 'integer', description: 'A whole number within its range.' },
    DECIMAL: { value: 'decimal', description: 'An exact decimal within its range.' },
    CHOICE: { value: 'choice', description: 'One of its choices.' },
    ADDRESS: { value: 'address', description: 'A web address.' },
    EMAIL: { value: 'email', description: 'An e-mail address.' },
    TIMEZONE: { value: 'timezone', description: 'A time zone by its IANA name, `Europe/Berlin`.' },
    COUNTRY: { value: 'country', description: 'A two-letter ISO 3166-1 code.' },
    LANGUAGE: { value: 'language', description: 'The English name of a language, `german`.' },
    HOST: { value: 'host', description: 'A host name, such as that of a name server.' },
  } as const satisfies Record<string, { value: SettingType; description: string }>,
});

export const Setting = builder.objectRef<ShownSetting>('Setting').implement({
  read: 'system:read',
  description: 'A setting of the company.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called.' }),
    kind: t.expose('type', { type: SettingKind, description: 'What its text holds.' }),
    value: t.exposeString('value', { description: 'Its text, as it is set or by default.' }),
    default: t.exposeString('default', { description: 'What holds until it is set.' }),
    choices: t.stringList({
      description: 'The words of a choice.',
      resolve: ({ choices }) => [...(choices ?? [])],
    }),
    minimum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Smallest value of a number; null for all else.',
      resolve: ({ range }) => range && String(range[0]),
    }),
    maximum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Largest value of a number; null for all else.',
      resolve: ({ range }) => range && String(range[1]),
    }),
    isSet: t.exposeBoolean('isSet', { description: 'Somebody set it.' }),
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
    return { ...known, name, value: row?.value ?? known.default, isSet: row !== undefined };
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
