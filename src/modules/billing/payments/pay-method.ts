import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { seenClient } from './seen-client.ts';
import { visiblePayMethods } from '#modules/billing/visible.ts';

export const PayMethodType = builder.enumType('PayMethodType', {
  description: 'Kind of a stored way to pay.',
  values: {
    CREDIT_CARD: { description: 'A card.' },
    BANK_ACCOUNT: { description: 'A bank account.' },
    REMOTE_ACCOUNT: { description: 'An account at the gateway, such as a wallet.' },
  } as const,
});

/** A client's stored way to pay. */
export const PayMethod = builder.prismaNode('PayMethod', {
  read: 'billing:read',
  description: 'A stored way to pay. Of a card only what may be shown is kept, never its number.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    type: t.expose('type', { type: PayMethodType, description: 'What it is.' }),
    description: t.exposeString('description', { description: 'What the client calls it.' }),
    client: t.relation('client', { description: 'Whose it is.' }),
    gateway: t.relation('gateway', { nullable: true, description: 'Who keeps it.' }),
    contactId: t.exposeInt('contactId', {
      nullable: true,
      description: 'Contact whose address it has (`databaseId`); null for the client’s own.',
    }),
    last4: t.exposeString('last4', { description: 'Last four digits; empty for none.' }),
    brand: t.exposeString('brand', { description: 'Visa, Mastercard …' }),
    expiryMonth: t.exposeInt('expiryMonth', { nullable: true, description: '1 to 12.' }),
    expiryYear: t.exposeInt('expiryYear', { nullable: true, description: 'Four digits.' }),
    startOn: t.expose('startOn', {
      type: 'Date',
      nullable: true,
      description: 'From when it is valid, where a card says so.',
    }),
    issueNumber: t.exposeString('issueNumber', { description: 'Of a card that has one.' }),
    bankName: t.exposeString('bankName', { description: 'Of a bank account.' }),
    isDefault: t.exposeBoolean('isDefault', { description: 'Charged unless told otherwise.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('payMethods', (t) =>
  t.prismaField({
    type: [PayMethod],
    description: 'The stored pay methods of a client.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetPayMethods', 'billing:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'Whose.' }),
      id: t.arg.globalID({ for: PayMethod, description: 'Only this one.' }),
    },
    resolve: async (query, _root, { clientId, id }, { db, actor }) => {
      const client = await seenClient({ db, actor }, clientId);
      const own = { clientId: client, ...(id && { id: keyOf(id) }) };
      return db.payMethod.findMany({
        ...query,
        where: { AND: [visiblePayMethods(actor), own] },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      });
    },
  }),
);

builder.prismaObjectField('Client', 'payMethods', (t) =>
  t.relation('payMethods', {
    description: 'Its stored pay methods.',
    query: { where: { removedAt: null }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
);
