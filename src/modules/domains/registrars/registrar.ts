import { isStaff } from '#core/actor.ts';
import { ProviderError } from '#core/provider-error.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Money } from '#schema/money.ts';
import { matchNone } from '#modules/access/visible.ts';
import {
  connectRegistrar,
  kindOfRegistrar,
  registrarKinds,
  registrarSettings,
  type SettingRow,
} from './registrar-settings.ts';

const SettingType = builder.enumType('RegistrarSettingType', {
  description: 'Input type of a registrar setting.',
  values: {
    TEXT: { value: 'text', description: 'One line of text.' },
    PASSWORD: { value: 'password', description: 'Secret text that is not shown.' },
    URL: { value: 'url', description: 'Web address.' },
    SELECT: { value: 'select', description: "One of the setting's options." },
  } as const,
});

const Setting = builder.objectRef<SettingRow>('RegistrarSetting').implement({
  read: 'domains:configure',
  description: 'A setting the operator enters to use a registrar.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Key of the setting.' }),
    label: t.exposeString('label', { description: 'Label of the setting in a form.' }),
    type: t.expose('type', { type: SettingType, description: 'Input type of the setting.' }),
    isRequired: t.exposeBoolean('required', {
      description: 'Whether the registrar requires the setting.',
    }),
    isSecret: t.exposeBoolean('secret', {
      description: 'Whether the setting is stored encrypted and never shown.',
    }),
    isSet: t.boolean({
      description: 'Whether a value is stored for the setting.',
      resolve: ({ stored }) => stored !== undefined,
    }),
    value: t.string({
      nullable: true,
      description:
        'Stored value of the setting; null if nothing is stored, and always for secrets.',
      resolve: ({ secret, stored }) => (secret ? null : (stored ?? null)),
    }),
    default: t.string({
      nullable: true,
      description: 'Value used while nothing is stored for the setting.',
      resolve: (row) => row.default ?? null,
    }),
    options: t.stringList({
      description: 'Choices of a SELECT setting.',
      resolve: ({ options }) => [...(options ?? [])],
    }),
  }),
});

/** A registrar domains are bought from. */
export const RegistrarNode = builder.prismaNode('Registrar', {
  read: 'domains:configure',
  description: 'A registrar through which domains are bought.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the registrar, used by the legacy APIs.',
    }),
    module: t.exposeString('module', {
      description: 'System name of the registrar, e.g. connectreseller.',
    }),
    displayName: t.exposeString('displayName', { description: 'Display name of the registrar.' }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the registrar takes orders.' }),
    isTestMode: t.exposeBoolean('isTestMode', {
      description: "Whether the registrar's test system is used.",
    }),
    settings: t.field({
      type: [Setting],
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'Settings entered by the operator; secrets are never shown. Staff only.',
      select: { module: true, settingsEncrypted: true },
      resolve: (row, _args, { app }) => registrarSettings(app, row),
    }),
    balance: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'Remaining credit at the registrar, requested from the registrar. Staff only.',
      select: { module: true, settingsEncrypted: true, isTestMode: true },
      resolve: (row, _args, { app }) => balanceOf(app, row),
    }),
  }),
});

async function balanceOf(app: App, row: Parameters<typeof connectRegistrar>[1]) {
  try {
    const { amount, currency } = await connectRegistrar(app, row).balance({ timeoutMs: 10_000 });
    return { amount: new Prisma.Decimal(amount), currency };
  } catch (error) {
    if (error instanceof ProviderError) throw new DomainError('PROVIDER_REJECTED', error.message);
    throw error;
  }
}

builder.queryField('registrars', (t) =>
  t.prismaField({
    type: [RegistrarNode],
    description: 'All registrars that are set up, in the order they were added. Staff only.',
    authScopes: { permission: 'domains:configure' },
    extensions: legacyExtensions('GetRegistrars', 'domains:configure'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.registrar.findMany({
        ...query,
        where: isStaff(actor) ? {} : matchNone,
        orderBy: [{ id: 'asc' }],
      }),
  }),
);

const RegistrarKindRef = builder.objectRef<string>('RegistrarKind').implement({
  read: 'domains:configure',
  description: 'A kind of registrar that can be connected.',
  fields: (t) => ({
    module: t.string({
      description: 'System name of the registrar kind, for `configureRegistrar`.',
      resolve: (module) => module,
    }),
    displayName: t.string({
      description: 'Display name of the registrar kind.',
      resolve: (module) => kindOfRegistrar(module)?.displayName ?? module,
    }),
    settings: t.field({
      type: [Setting],
      description: 'Settings the registrar kind needs.',
      resolve: (module, _args, { app }) =>
        registrarSettings(app, { module, settingsEncrypted: null }),
    }),
  }),
});

builder.queryField('registrarKinds', (t) =>
  t.field({
    type: [RegistrarKindRef],
    description: 'All kinds of registrars that can be connected. Staff only.',
    authScopes: { permission: 'domains:configure' },
    resolve: () => registrarKinds(),
  }),
);
