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
  description: 'How a setting is entered.',
  values: {
    TEXT: { value: 'text', description: 'One line.' },
    PASSWORD: { value: 'password', description: 'Something that is not shown.' },
    URL: { value: 'url', description: 'A web address.' },
    SELECT: { value: 'select', description: 'One of the options.' },
  } as const,
});

const Setting = builder.objectRef<SettingRow>('RegistrarSetting').implement({
  read: 'domains:configure',
  description: 'One thing the operator enters to use a registrar.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its key.' }),
    label: t.exposeString('label', { description: 'What to ask for.' }),
    type: t.expose('type', { type: SettingType, description: 'How it is entered.' }),
    isRequired: t.exposeBoolean('required', { description: 'It does not work without.' }),
    isSecret: t.exposeBoolean('secret', { description: 'It is stored encrypted, never shown.' }),
    isSet: t.boolean({
      description: 'Something is stored for it.',
      resolve: ({ stored }) => stored !== undefined,
    }),
    value: t.string({
      nullable: true,
      description: 'What is stored; null for nothing, and always for secrets.',
      resolve: ({ secret, stored }) => (secret ? null : (stored ?? null)),
    }),
    default: t.string({
      nullable: true,
      description: 'What is used while nothing is stored.',
      resolve: (row) => row.default ?? null,
    }),
    options: t.stringList({
      description: 'Choices of a SELECT.',
      resolve: ({ options }) => [...(options ?? [])],
    }),
  }),
});

/** A registrar domains are bought from. */
export const RegistrarNode = builder.prismaNode('Registrar', {
  read: 'domains:configure',
  description: 'A registrar domains are bought from.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    module: t.exposeString('module', { description: 'Its system name, e.g. connectreseller.' }),
    displayName: t.exposeString('displayName', { description: 'What people call it.' }),
    isActive: t.exposeBoolean('isActive', { description: 'It takes orders.' }),
    isTestMode: t.exposeBoolean('isTestMode', { description: 'Its test system is used.' }),
    settings: t.field({
      type: [Setting],
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'What the operator entered; secrets are never shown. Staff only.',
      select: { module: true, settingsEncrypted: true },
      resolve: (row, _args, { app }) => registrarSettings(app, row),
    }),
    balance: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'What is left of the credit there. The registrar is asked. Staff only.',
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
    description: 'The registrars that were set up, in the order of adding. Staff only.',
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
      description: 'Its system name, for `configureRegistrar`.',
      resolve: (module) => module,
    }),
    displayName: t.string({
      description: 'What people call it.',
      resolve: (module) => kindOfRegistrar(module)?.displayName ?? module,
    }),
    settings: t.field({
      type: [Setting],
      description: 'What has to be entered for it.',
      resolve: (module, _args, { app }) =>
        registrarSettings(app, { module, settingsEncrypted: null }),
    }),
  }),
});

builder.queryField('registrarKinds', (t) =>
  t.field({
    type: [RegistrarKindRef],
    description: 'The kinds of registrars that can be connected. Staff only.',
    authScopes: { permission: 'domains:configure' },
    resolve: () => registrarKinds(),
  }),
);
