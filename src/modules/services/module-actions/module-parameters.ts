import { DomainError } from '#core/errors.ts';
import type { ProviderKind } from '#providers/capabilities.ts';
import type { Provider } from '#providers/define.ts';
import { listedSettings, type StoredField } from '#modules/system/providers/setting.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

const ModuleParameter = builder.objectRef<StoredField>('ModuleParameter').implement({
  read: 'system:read',
  description: 'A setting that a module requires.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Key of the setting.' }),
    displayName: t.exposeString('label', { description: 'Display name of the setting.' }),
    fieldType: t.exposeString('type', {
      description:
        'Input type of the setting: `text`, `password`, `textarea`, `yesno`, `select` or `url`.',
    }),
  }),
});

/** The types of modules there are, with the kind of provider behind each; null: no parameters. */
const types: Readonly<Record<string, ProviderKind | null>> = {
  builtin: null,
  addon: 'fraud',
  domain: 'registrar',
  server: 'panel',
  security: null,
  payment: 'gateway',
  exchange: null,
  email: null,
  sms: null,
  theme: null,
  auth_signin: null,
};

builder.queryField('moduleParameters', (t) =>
  t.field({
    type: [ModuleParameter],
    description: [
      'What a module asks for when it is set up. Refuses with `MODULE_TYPE_UNKNOWN`,',
      '`MODULE_TYPE_WITHOUT_PARAMETERS`, `MODULE_NAME_UNKNOWN`.',
    ].join(' '),
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetModuleConfigurationParameters', 'system:read'),
    args: {
      type: t.arg.string({
        required: true,
        description: `One of ${Object.keys(types).join(', ')}.`,
      }),
      name: t.arg.string({ required: true, description: 'System name of the module.' }),
    },
    resolve: (_root, { type, name }, { app }) => {
      const known = Object.keys(types).join(', ');
      if (!Object.hasOwn(types, type))
        throw new DomainError('MODULE_TYPE_UNKNOWN', undefined, { field: 'type', known });
      const kind = types[type];
      if (!kind)
        throw new DomainError('MODULE_TYPE_WITHOUT_PARAMETERS', undefined, { field: 'type' });
      const provider: Provider | undefined = app.providers.find(kind, name);
      if (!provider) throw new DomainError('MODULE_NAME_UNKNOWN', undefined, { field: 'name' });
      const ofProduct = provider.kind === 'panel' ? listedSettings(provider.packageSettings) : [];
      return [...listedSettings(provider.settings), ...ofProduct];
    },
  }),
);
