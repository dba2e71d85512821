import { ProviderError } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { mergeSettings, ProviderSettingInput } from '#modules/system/providers/setting.ts';
import { FraudCheckNode } from './fraud-check.ts';
import { fraudSettings } from './order-fraud-check.ts';

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
      type: [ProviderSettingInput],
      description: 'Settings to change; omitted settings stay unchanged.',
    }),
    isActive: t.boolean({
      required: true,
      description: 'Whether to check orders with this fraud check.',
    }),
  }),
  errors: ['FRAUD_CHECK_UNKNOWN', 'FRAUD_CHECK_SETTINGS_WRONG'],
  nulls: {},
  run: async (work, { module: name, settings, isActive }) => {
    const { tx, app, fail, describe } = work;
    const provider = app.providers.find('fraud', name);
    if (!provider) {
      const known = app.providers.names('fraud').join(', ');
      return fail('FRAUD_CHECK_UNKNOWN', `It must be one of ${known}.`, { field: 'module' });
    }
    const where = { type_name: { type: 'FRAUD' as const, name } };
    const before = await tx.moduleSetup.findUnique({ where });
    const box = fraudSettings(app, name);
    const stored = before?.settingsEncrypted ? box.decrypt(before.settingsEncrypted) : {};
    const values = mergeSettings(work, provider, stored, settings ?? []);
    try {
      const account = { label: name, isTestMode: false, settings: values };
      if (isActive) await connectProvider(provider, account);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      fail('FRAUD_CHECK_SETTINGS_WRONG', error.message, { field: 'settings' });
    }
    const row = {
      displayName: provider.title,
      isActive,
      settingsEncrypted: box.encrypt(values),
    };
    const { id } = await tx.moduleSetup.upsert({
      where,
      create: { type: 'FRAUD', name, ...row },
      update: row,
    });
    describe({ description: `Fraud check ${name} ${isActive ? 'activated' : 'deactivated'}` });
    return { setupId: id, module: name, isActive, stored: Object.keys(values) };
  },
  payload: (t) => ({
    fraudCheck: rowField(t, FraudCheckNode, 'setupId', 'The fraud check as it is set up now.'),
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
