import { z } from 'zod';
import { command } from '#schema/command.ts';
import { type KnownSetting, knownSettings, settingNamed } from './known-settings.ts';
import { Setting, shownSettings } from './setting.ts';
import { settingValue } from './setting-value.ts';

command('setConfigurationValue', {
  legacy: 'SetConfigurationValue',
  description: 'Set one setting of the company. For staff.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({ required: true, description: 'Name of the setting, in any case.' }),
    value: t.string({
      required: true,
      description:
        'New value as text. For a boolean `on` or `off`, where empty means off; for every other kind empty restores the default.',
      validate: z.string().max(60_000),
    }),
  }),
  errors: ['SETTING_NOT_FOUND', 'SETTING_INVALID'],
  run: async (work, { name: provided, value }) => {
    const { tx, fail } = work;
    const name = settingNamed(provided);
    if (!name) return fail('SETTING_NOT_FOUND', undefined, { field: 'name' });
    const known: KnownSetting = knownSettings[name];
    const fit = settingValue(known, value);
    if ('expected' in fit)
      return fail('SETTING_INVALID', `${name} must be ${fit.expected}.`, { field: 'value' });
    // Empty is off for a switch, and for all else that nothing is set.
    const next = fit.value === '' && known.type !== 'boolean' ? null : fit.value;

    const before = await tx.setting.findUnique({ where: { name } });
    const isChanged = (next ?? known.default) !== (before?.value ?? known.default);
    const row = { value: next ?? '' };
    if (next === null) await tx.setting.deleteMany({ where: { name } });
    else await tx.setting.upsert({ where: { name }, create: { name, ...row }, update: row });
    if (isChanged) work.announce('setting.changed', { name });
    work.describe({ description: `Configuration value set - ${name}` });
    return { name, isChanged };
  },
  payload: (t) => ({
    setting: t.field({
      type: Setting,
      description: 'The setting after the change.',
      resolve: async ({ name }, _args, { db }) => (await shownSettings(db, [name]))[0]!,
    }),
    isChanged: t.exposeBoolean('isChanged', {
      description: 'Whether the value is another one than before.',
    }),
  }),
});
