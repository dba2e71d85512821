import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { frauds } from '#providers/fraud/frauds.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { fraudSettings } from './order-fraud-check.ts';

const FraudSettingInput = builder.inputType('FraudSettingInput', {
  description: 'One setting of a fraud check.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the setting, e.g. accountId.' }),
    secretValue: t.field({
      type: 'Secret',
      required: true,
      description: 'Value to store for the setting; empty clears the setting.',
      validate: z.string().max(2_000),
    }),
  }),
});

command('configureFraudCheck', {
  description:
    'Set up a fraud check. While a fraud check is active, orders are checked before anything in them is set up automatically.',
  permission: 'system:configure',
  input: (t) => ({
    module: t.string({
      required: true,
      description: 'System name of the fraud check to set up: minfraud.',
    }),
    settings: t.field({
      type: [FraudSettingInput],
      description: 'Settings to change; omitted settings stay unchanged.',
    }),
    isActive: t.boolean({
      required: true,
      description: 'Whether to check orders with this fraud check.',
    }),
  }),
  errors: ['FRAUD_CHECK_UNKNOWN', 'FRAUD_CHECK_SETTINGS_WRONG'],
  run: async ({ tx, app, fail, describe }, { module: name, settings, isActive }) => {
    const kind = Object.hasOwn(frauds, name) ? frauds[name] : undefined;
    if (!kind)
      return fail('FRAUD_CHECK_UNKNOWN', `It must be one of ${Object.keys(frauds).join(', ')}.`, {
        field: 'module',
      });
    const where = { type_name: { type: 'FRAUD' as const, name } };
    const before = await tx.moduleSetup.findUnique({ where });
    const box = fraudSettings(app, name);
    const values = before?.settingsEncrypted ? box.decrypt(before.settingsEncrypted) : {};
    for (const { name: key, secretValue } of settings ?? []) {
      if (!kind.fields.some((field) => field.name === key))
        fail('BAD_INPUT', `settings: ${name} has no setting "${key}".`, { field: 'settings' });
      if (secretValue.trim()) values[key] = secretValue.trim();
      else delete values[key];
    }
    try {
      if (isActive) await kind.connect(values);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      fail('FRAUD_CHECK_SETTINGS_WRONG', error.message, { field: 'settings' });
    }
    const row = {
      displayName: kind.displayName,
      isActive,
      settingsEncrypted: box.encrypt(values),
    };
    await tx.moduleSetup.upsert({ where, create: { type: 'FRAUD', name, ...row }, update: row });
    describe({ description: `Fraud check ${name} ${isActive ? 'activated' : 'deactivated'}` });
    const stored = kind.fields.map((field) => field.name).filter((field) => field in values);
    return { module: name, isActive, stored };
  },
  payload: (t) => ({
    module: t.string({
      description: 'System name of the fraud check that was set up.',
      resolve: ({ module }) => module,
    }),
    isActive: t.boolean({
      description: 'Whether orders are checked with this fraud check.',
      resolve: ({ isActive }) => isActive,
    }),
    storedSettings: t.stringList({
      description:
        'Names of the settings that have a stored value. The values themselves are never shown.',
      resolve: ({ stored }) => stored,
    }),
  }),
});
