import { isStaff } from '#core/actor.ts';
import { ProviderError } from '#core/provider-error.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Money } from '#schema/money.ts';
import { listedSettings, ProviderSetting } from '#modules/system/providers/setting.ts';
import { forStaff, matchNone } from '#modules/access/visible.ts';
import {
  connectRegistrar,
  readSettings,
  registrarColumns,
  type RegistrarRow,
} from './registrar-settings.ts';

/** A registrar domains are bought from. */
export const RegistrarNode = builder.prismaNode('Registrar', {
  read: 'domains:configure',
  visible: forStaff,
  description: 'A registrar through which domains are bought.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the registrar, used by the legacy APIs.',
    }),
    label: t.exposeString('label', {
      description: 'Name of the account, by which TLDs name it.',
    }),
    module: t.exposeString('module', {
      description: 'System name of the provider, e.g. connectreseller.',
    }),
    name: t.exposeString('displayName', { description: 'Name of the registrar that people read.' }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the registrar takes orders.' }),
    isAvailable: t.boolean({
      description:
        'Whether the provider is loaded. False while its package cannot be loaded; orders wait meanwhile.',
      select: { module: true },
      resolve: ({ module }, _args, { app }) =>
        app.providers.find('registrar', module) !== undefined,
    }),
    isTestMode: t.exposeBoolean('isTestMode', {
      description: "Whether the registrar's test system is used.",
    }),
    settings: t.field({
      type: [ProviderSetting],
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'Settings entered by the operator; secrets are never shown. Staff only.',
      select: registrarColumns,
      resolve: (row, _args, { app }) => settingsOf(app, row),
    }),
    balance: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'domains:configure' },
      description: 'Remaining credit at the registrar, requested from the registrar. Staff only.',
      select: registrarColumns,
      resolve: (row, _args, { app }) => balanceOf(app, row),
    }),
  }),
});

function settingsOf(app: App, row: RegistrarRow) {
  const provider = app.providers.find('registrar', row.module);
  return provider ? listedSettings(provider.settings, readSettings(app, row)) : [];
}

async function balanceOf(app: App, row: RegistrarRow) {
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
