import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { isStaff } from '#core/actor.ts';
import { visibleGateways, reachableGateways } from '#modules/billing/visible.ts';

/** A way to pay that is installed. */
export const Gateway = builder.prismaNode('Gateway', {
  read: 'billing:read',
  visible: reachableGateways,
  description: 'A payment gateway, through which invoices are paid.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the gateway, used by the legacy APIs.',
    }),
    name: t.exposeString('label', {
      description: 'Name of the gateway account, by which payment methods name it, e.g. paypal.',
    }),
    provider: t.exposeString('module', {
      description: 'System name of the provider, e.g. stripe, paypal, mailin.',
    }),
    displayName: t.exposeString('displayName', {
      description: 'Name of the gateway shown to clients.',
    }),
    label: t.exposeString('label', {
      description: 'Name by which programs choose the gateway, as `payment_method` of /rapi.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the gateway among those offered, lowest first.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the gateway is switched on.' }),
    isAvailable: t.boolean({
      description:
        'Whether the provider is loaded. False while its package cannot be loaded; charges wait meanwhile.',
      select: { module: true },
      resolve: ({ module }, _args, { app }) => app.providers.find('gateway', module) !== undefined,
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the gateway is hidden from clients.',
    }),
    isTestMode: t.exposeBoolean('isTestMode', {
      description: 'Whether the gateway runs in test mode, in which no real money moves.',
    }),
    storesCards: t.exposeBoolean('storesCards', {
      description:
        'Whether the gateway can charge a stored pay method without the client being present.',
    }),
    currency: t.relation('currency', {
      nullable: true,
      description:
        "Currency to which the gateway converts amounts; null for the invoice's own currency.",
    }),
  }),
});

builder.queryField('paymentMethods', (t) =>
  t.prismaField({
    type: [Gateway],
    description:
      'The payment gateways that are switched on, in the order they are offered to clients.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetPaymentMethods', 'billing:read'),
    args: {
      withInactive: t.arg.boolean({
        defaultValue: false,
        description: 'Also return gateways that are switched off. Staff only.',
      }),
    },
    resolve: (query, _root, { withInactive }, { db, actor }) =>
      db.gateway.findMany({
        ...query,
        where: {
          AND: [visibleGateways(actor), withInactive && isStaff(actor) ? {} : { isActive: true }],
        },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
