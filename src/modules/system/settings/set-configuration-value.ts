import { z } from 'zod';
import { command } from '#schema/command.ts';
import { type KnownSetting, knownSettings, settingNamed } from './known-settings.ts';
import { Setting, shownSettings } from './setting.ts';
import { settingValue } from './setting-value.ts';

command('setConfigurationValue', {
  legacy: 'SetConfigurationValue',
  description: 'Set a setting of the company; an empty value puts the default back.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({ required: true, description: 'Its name, in any case.' }),
    // Some settings are secret, so the audit trail keeps none of the values: it goes by the name.
    secretValue: t.string({
      required: true,
      description: 'Its text: `on` or `off` for a boolean. Empty unsets it.',
      validate: z.string().max(60_000),
    }),
  }),
  errors: ['SETTING_NOT_FOUND', 'SETTING_INVALID'],
  run: async (work, { name: provided, secretValue }) => {
    const { tx, app, fail } = work;
    const name = settingNamed(provided);
    if (!name) return fail('SETTING_NOT_FOUND', undefined, { field: 'name' });
    const known: KnownSetting = knownSettings[name];
    const fit = settingValue(known, secretValue);
    if (secretValue && 'expected' in fit)
      return fail('SETTING_INVALID', `${name} must be ${fit.expected}.`, {
        field: 'secretValue',
      });
    const value = secretValue && 'value' in fit ? fit.value : null;

    const before = await tx.setting.findUnique({ where: { name } });
    const box = app.keyring.box('setting');
    const old = before?.valueEncrypted ? box.decrypt(before.valueEncrypted, name) : before?.value;
    const isChanged = (value ?? known.default) !== (old ?? known.default);
    const row = known.isSecret
      ? { value: '', isSecret: true, valueEncrypted: value && box.encrypt(value, name) }
      : { value: value ?? '', isPublic: known.isPublic ?? false };
    if (value === null) await tx.setting.deleteMany({ where: { name } });
    else await tx.setting.upsert({ where: { name }, create: { name, ...row }, update: row });
    if (isChanged) work.announce('setting.changed', { name });
    work.describe({ description: `Set Configuration Value - ${name}` });
    return { name, isChanged };
  },
  payload: (t) => ({
    setting: t.field({
      type: Setting,
      description: 'The setting as it is now.',
      resolve: async ({ name }, _args, { db }) => (await shownSettings(db, [name]))[0]!,
    }),
    isChanged: t.exposeBoolean('isChanged', { description: 'It was something else before.' }),
  }),
});
