import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { builder } from '#schema/builder.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { RegistrarNode } from './registrar.ts';
import {
  connectRegistrar,
  hasTestSystem,
  kindOfRegistrar,
  readSettings,
  registrarKinds,
  type RegistrarRow,
  encryptSettings,
} from './registrar-settings.ts';

const RegistrarSettingInput = builder.inputType('RegistrarSettingInput', {
  description: 'One setting of a registrar.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the setting, as listed in `registrarKinds`.',
    }),
    secretValue: t.field({
      type: 'Secret',
      required: true,
      description: 'Value to store for the setting; empty restores the default.',
      validate: z.string().max(2_000),
    }),
  }),
});

command('configureRegistrar', {
  description:
    'Set up a registrar, or change its configuration. The registrar can be activated only once all required settings are present.',
  permission: 'domains:configure',
  input: (t) => ({
    module: t.string({
      required: true,
      description: 'System name of the registrar to set up, e.g. connectreseller.',
    }),
    displayName: t.string({
      description: 'Display name of the registrar.',
      validate: z.string().trim().min(1).max(100).nullish(),
    }),
    settings: t.field({
      type: [RegistrarSettingInput],
      description: 'Settings to change; omitted settings stay unchanged.',
    }),
    isActive: t.boolean({ description: 'Whether the registrar takes orders.' }),
    isTestMode: t.boolean({ description: "Whether to use the registrar's test system." }),
  }),
  errors: ['REGISTRAR_UNKNOWN', 'REGISTRAR_SETTINGS_WRONG'],
  run: async (work, { module, displayName, settings, isActive, isTestMode }) => {
    const { tx, app, fail } = work;
    await changeCatalog(work, 'tlds');
    const kind = kindOfRegistrar(module);
    if (!kind)
      return fail('REGISTRAR_UNKNOWN', `It must be one of ${registrarKinds().join(', ')}.`, {
        field: 'module',
      });
    const before = await tx.registrar.findUnique({ where: { module } });
    const values = before ? readSettings(app, before) : {};
    for (const { name, secretValue: value } of settings ?? []) {
      if (!kind.fields.some((field) => field.name === name))
        fail('BAD_INPUT', `settings: ${module} has no setting "${name}".`, { field: 'settings' });
      if (value.trim()) values[name] = value.trim();
      else delete values[name];
    }
    if (isTestMode && !hasTestSystem(module))
      fail('BAD_INPUT', `isTestMode: ${module} has no test system.`, { field: 'isTestMode' });
    const row = {
      displayName: displayName?.trim() ?? before?.displayName ?? kind.displayName,
      settingsEncrypted: encryptSettings(app, module, values),
      isActive: isActive ?? before?.isActive ?? false,
      isTestMode: isTestMode ?? before?.isTestMode ?? false,
    };
    if (row.isActive) requireComplete(work, { module, ...row });
    const { id } = await tx.registrar.upsert({
      where: { module },
      create: { module, ...row },
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
