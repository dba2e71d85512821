import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { isStaff } from '#core/actor.ts';
import { visibleGateways } from '#modules/billing/visible.ts';

/** A way to pay that is installed. */
export const Gateway = builder.prismaNode('Gateway', {
  read: 'billing:read',
  description: 'A payment gateway: a way to pay.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('module', { description: 'System name: stripe, paypal, mailin.' }),
    displayName: t.exposeString('displayName', { description: 'What clients see.' }),
    isActive: t.exposeBoolean('isActive', { description: 'It is switched on.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'It is not offered to clients.' }),
    isTestMode: t.exposeBoolean('isTestMode', { description: 'No real money moves.' }),
    storesCards: t.exposeBoolean('storesCards', {
      description: 'It can charge a stored pay method without the client.',
    }),
    currency: t.relation('currency', {
      nullable: true,
      description: 'Amounts are converted to it; null for the invoice’s own.',
    }),
  }),
});

builder.queryField('paymentMethods', (t) =>
  t.prismaField({
    type: [Gateway],
    description: 'The payment gateways that are switched on, in the order they are offered.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetPaymentMethods', 'billing:read'),
    args: {
      withInactive: t.arg.boolean({
        defaultValue: false,
        description: 'Those switched off too; for staff.',
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
