import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { accountLabel, labelDescription } from '#modules/system/providers/label.ts';
import { mergeSettings, ProviderSettingInput } from '#modules/system/providers/setting.ts';
import { RegistrarNode } from './registrar.ts';
import {
  connectRegistrar,
  encryptSettings,
  readSettings,
  type RegistrarRow,
} from './registrar-settings.ts';

command('configureRegistrar', {
  description:
    'Set up a registrar, or change its configuration. The registrar can be activated only once all required settings are present.',
  permission: 'domains:configure',
  input: (t) => ({
    module: t.string({
      required: true,
      description: 'System name of the provider, e.g. connectreseller.',
    }),
    label: t.string({ description: labelDescription, validate: accountLabel }),
    name: t.string({
      description: "Name of the registrar that people read. Default: the provider's title.",
      validate: z.string().trim().min(1).max(100).nullish(),
    }),
    settings: t.field({
      type: [ProviderSettingInput],
      description: 'Settings to change; omitted settings stay unchanged.',
    }),
    isActive: t.boolean({ description: 'Whether the registrar takes orders.' }),
    isTestMode: t.boolean({ description: "Whether to use the registrar's test system." }),
  }),
  errors: ['REGISTRAR_UNKNOWN', 'REGISTRAR_SETTINGS_WRONG', 'PROVIDER_ACCOUNT_EXISTS'],
  nulls: {},
  run: async (work, { module, label: named, name, settings, isActive, isTestMode }) => {
    const { tx, app, fail } = work;
    await changeCatalog(work, 'tlds');
    const provider = app.providers.find('registrar', module);
    if (!provider) {
      const known = app.providers.names('registrar').join(', ');
      return fail('REGISTRAR_UNKNOWN', `It must be one of ${known}.`, { field: 'module' });
    }
    const label = named ?? module;
    const before = await tx.registrar.findUnique({ where: { label } });
    if (before && before.module !== module)
      fail('PROVIDER_ACCOUNT_EXISTS', `It is an account of ${before.module}.`, { field: 'label' });
    const values = mergeSettings(
      work,
      provider,
      before ? readSettings(app, before) : {},
      settings ?? [],
    );
    if (isTestMode && !provider.testSettings)
      fail('BAD_INPUT', `isTestMode: ${module} has no test system.`, { field: 'isTestMode' });
    const row = {
      displayName: name?.trim() ?? before?.displayName ?? provider.title,
      settingsEncrypted: encryptSettings(app, label, values),
      isActive: isActive ?? before?.isActive ?? false,
      isTestMode: isTestMode ?? before?.isTestMode ?? false,
    };
    if (row.isActive) requireComplete(work, { label, module, ...row });
    const { id } = await tx.registrar.upsert({
      where: { label },
      create: { label, module, ...row },
      update: row,
      select: { id: true },
    });
    work.announce('registrar.configured', { registrarId: id });
    return { registrarId: id };
  },
  payload: (t) => ({
    registrar: t.prismaField({
      type: RegistrarNode,
      description: 'The registrar after the change.',
      resolve: (query, { registrarId }, _args, { db }) =>
        db.registrar.findUniqueOrThrow({ ...query, where: { id: registrarId } }),
    }),
  }),
});

function requireComplete({ app, fail }: Work, row: RegistrarRow): void {
  try {
    connectRegistrar(app, row);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    fail('REGISTRAR_SETTINGS_WRONG', error.message, { field: 'settings' });
  }
}
