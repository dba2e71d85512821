import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleClientId } from './seen-client.ts';
import { visiblePayMethods } from '#modules/billing/visible.ts';
import { rowId } from '#schema/id-field.ts';

export const PayMethodType = builder.enumType('PayMethodType', {
  description: 'Kind of a stored pay method.',
  values: {
    CREDIT_CARD: { description: 'A payment card.' },
    BANK_ACCOUNT: { description: 'A bank account.' },
    REMOTE_ACCOUNT: { description: 'An account at the payment gateway, such as a wallet.' },
  } as const,
});

/** A client's stored way to pay. */
export const PayMethod = builder.prismaNode('PayMethod', {
  read: 'billing:read',
  visible: visiblePayMethods,
  description:
    'A stored pay method of a client. Of a card only the displayable parts are stored, never its number.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the pay method, used by the legacy APIs.',
    }),
    type: t.expose('type', { type: PayMethodType, description: 'Kind of the pay method.' }),
    description: t.exposeString('description', {
      description: 'Label the client gave the pay method.',
    }),
    client: t.relation('client', { description: 'Client the pay method belongs to.' }),
    gateway: t.relation('gateway', {
      nullable: true,
      description: 'Payment gateway that stores the card or account.',
    }),
    contactId: t.id(
      rowId(
        'Contact',
        'contactId',
        "ID of the contact whose billing address is used. Null for the client's own address.",
      ),
    ),
    contact: t.relation('contact', {
      nullable: true,
      description: "Contact whose billing address is used. Null for the client's own address.",
    }),
    last4: t.exposeString('last4', {
      description: 'Last four digits of the card or account. Empty if there are none.',
    }),
    brand: t.exposeString('brand', {
      description: 'Brand of the card, for example Visa or Mastercard.',
    }),
    expiryMonth: t.exposeInt('expiryMonth', {
      nullable: true,
      description: 'Month of expiry, 1 to 12.',
    }),
    expiryYear: t.exposeInt('expiryYear', {
      nullable: true,
      description: 'Year of expiry, four digits.',
    }),
    startOn: t.expose('startOn', {
      type: 'Date',
      nullable: true,
      description: 'First day of validity, for cards that state one.',
    }),
    issueNumber: t.exposeString('issueNumber', {
      description: 'Issue number, for cards that have one.',
    }),
    bankName: t.exposeString('bankName', { description: 'Name of the bank, for a bank account.' }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Whether the pay method is charged unless another one is named.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the pay method.',
    }),
  }),
});

builder.queryField('payMethods', (t) =>
  t.prismaField({
    type: [PayMethod],
    description: 'Stored pay methods of a client.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetPayMethods', 'billing:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client whose pay methods are listed.',
      }),
      id: t.arg.globalID({ for: PayMethod, description: 'Only the pay method with this ID.' }),
    },
    resolve: async (query, _root, { clientId, id }, { db, actor }) => {
      const client = await visibleClientId({ db, actor }, clientId);
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
    description: 'Stored pay methods of the client.',
    query: { where: { removedAt: null }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
);
