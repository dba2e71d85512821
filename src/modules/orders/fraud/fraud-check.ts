import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone } from '#modules/access/visible.ts';
import { listedSettings, ProviderSetting } from '#modules/system/providers/setting.ts';
import type { App } from '#schema/app.ts';
import { builder } from '#schema/builder.ts';
import { fraudSettings } from './order-fraud-check.ts';

const visibleFraudChecks = (actor: Actor): Prisma.ModuleSetupWhereInput =>
  isStaff(actor) ? { type: 'FRAUD' } : matchNone;

/** A fraud check that is set up. */
export const FraudCheckNode = builder.prismaNode('ModuleSetup', {
  read: 'system:configure',
  visible: visibleFraudChecks,
  variant: 'FraudCheck',
  description: 'A service that judges orders before anything in them is set up.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the fraud check.' }),
    module: t.exposeString('name', {
      description: 'System name of the provider, e.g. minfraud.',
    }),
    name: t.exposeString('displayName', {
      description: 'Name of the fraud check that people read.',
    }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether orders are checked with the fraud check.',
    }),
    settings: t.field({
      type: [ProviderSetting],
      nullable: true,
      listSize: 10,
      description: 'Settings entered by the operator; secrets are never shown.',
      select: { name: true, settingsEncrypted: true },
      resolve: (row, _args, { app }) => settingsOf(app, row),
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time at which the fraud check was last configured.',
    }),
  }),
});

interface Setup {
  name: string;
  settingsEncrypted: string | null;
}

function settingsOf(app: App, { name, settingsEncrypted: stored }: Setup) {
  const provider = app.providers.find('fraud', name);
  const values = stored ? fraudSettings(app, name).decrypt(stored) : {};
  return provider ? listedSettings(provider.settings, values) : [];
}

builder.queryField('fraudChecks', (t) =>
  t.prismaField({
    type: [FraudCheckNode],
    listSize: 10,
    description:
      'The fraud checks that are set up, in the order they were added. The first active one checks orders. Staff only.',
    authScopes: { permission: 'system:configure' },
    resolve: (query, _root, _args, { db, actor }) =>
      db.moduleSetup.findMany({
        ...query,
        where: visibleFraudChecks(actor),
        orderBy: { id: 'asc' },
      }),
  }),
);
