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
  description: 'Kind of value a setting holds.',
  values: {
    TEXT: { value: 'text', description: 'Any text.' },
    BOOLEAN: { value: 'boolean', description: '`on`, or empty for off.' },
    INTEGER: { value: 'integer', description: 'A whole number between `minimum` and `maximum`.' },
    DECIMAL: { value: 'decimal', description: 'An exact decimal between `minimum` and `maximum`.' },
    CHOICE: { value: 'choice', description: 'One of `choices`.' },
    ADDRESS: { value: 'address', description: 'A web address.' },
    EMAIL: { value: 'email', description: 'An e-mail address.' },
    TIMEZONE: {
      value: 'timezone',
      description: 'A time zone by its IANA name, for example `Europe/Berlin`.',
    },
    COUNTRY: { value: 'country', description: 'A country by its two-letter ISO 3166-1 code.' },
    LANGUAGE: {
      value: 'language',
      description: 'A language by its English name, for example `german`.',
    },
    HOST: { value: 'host', description: 'A host name, for example of a name server.' },
  } as const satisfies Record<string, { value: SettingType; description: string }>,
});

export const Setting = builder.objectRef<ShownSetting>('Setting').implement({
  read: 'system:read',
  description: 'A setting of the company, with its type, range and default.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the setting.' }),
    kind: t.expose('type', { type: SettingKind, description: 'Kind of value the setting holds.' }),
    value: t.exposeString('value', {
      description:
        'Current value as text: what was set, else the default. A secret reads as `•••`.',
    }),
    default: t.exposeString('default', { description: 'Value that holds while nothing is set.' }),
    choices: t.stringList({
      description: 'Allowed values of a CHOICE setting. Empty for other kinds.',
      resolve: ({ choices }) => [...(choices ?? [])],
    }),
    minimum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Smallest allowed number. Null for settings that are no numbers.',
      resolve: ({ range }) => range && String(range[0]),
    }),
    maximum: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Largest allowed number. Null for settings that are no numbers.',
      resolve: ({ range }) => range && String(range[1]),
    }),
    isSet: t.exposeBoolean('isSet', { description: 'Whether somebody has set a value.' }),
    isPublic: t.boolean({
      description: 'Whether storefronts can read the setting through `parameters`.',
      resolve: ({ isPublic }) => isPublic ?? false,
    }),
    description: t.exposeString('description', { description: 'What the setting decides.' }),
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
    listSize: 200,
    description: 'All settings of the company.',
    authScopes: { permission: 'system:read' },
    resolve: (_root, _args, { db }) => shownSettings(db, names),
  }),
);

builder.queryField('setting', (t) =>
  t.field({
    type: Setting,
    description:
      'One setting of the company by its name, for staff.\n\nRefuses with `SETTING_NOT_FOUND`.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetConfigurationValue', 'system:read'),
    args: {
      name: t.arg.string({ required: true, description: 'Name of the setting, in any case.' }),
    },
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
  description: 'A public fact of the company that a storefront needs.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the parameter, in lower case.' }),
    value: t.exposeString('value', { description: 'Value of the parameter.' }),
  }),
});

builder.queryField('parameters', (t) =>
  t.field({
    type: [Parameter],
    listSize: 200,
    description:
      'Public parameters of the company for storefronts: public settings, base currency and version of the gateway.',
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
