import { visibleClients } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  amounts,
  anyOf,
  daysOf,
  needing,
  rows,
  withText,
  timeSpans,
} from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsName, beginsWith, somebodyCalled, phoneFilter } from '#schema/text-filter.ts';
import { Client } from './client.ts';
import { ClientBy, isThatClient } from './client-by.ts';
import { ClientStatus } from './client-status.ts';

builder.queryField('client', (t) =>
  t.prismaField({
    type: Client,
    nullable: true,
    description: 'Look up a client; null if there is no such client that the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions(['GetClientDetails', 'GetClientsStats'], 'clients:read'),
    args: { by: t.arg({ type: ClientBy, required: true, description: 'The client to look up.' }) },
    resolve: (query, _root, { by }, { db, actor }) =>
      db.client.findFirst({
        ...query,
        where: {
          AND: [isThatClient(by), visibleClients(actor)],
        },
      }),
  }),
);

/** Lists of clients. */
export const clientList = declareList({
  type: Client,
  noun: 'Client',
  model: 'Client',
  visible: visibleClients,
  filter: {
    status: anyOf(ClientStatus, 'status', 'Clients in these statuses.'),
    group: rows('ClientGroup', 'groupId', 'Clients of these groups; null for none.'),
    firstName: withText(
      (name) => ({ firstName: beginsWith(name) }),
      'Clients whose first name starts with this text.',
    ),
    lastName: withText(
      (name) => ({ lastName: beginsWith(name) }),
      'Clients whose last name starts with this text.',
    ),
    companyName: withText(
      (name) => ({ companyName: beginsWith(name) }),
      'Clients whose company name starts with this text.',
    ),
    email: withText(
      (email) => ({ email: beginsName(email) }),
      'Clients whose email address starts with this text.',
    ),
    phoneNumber: withText(
      (number) => phoneFilter(number),
      'Clients whose telephone number starts with this text.',
    ),
    country: anyOf('CountryCode', 'countryCode', 'Clients in these countries.'),
    credit: needing('billing:read', amounts('creditBalance', 'Credit balance of the client.')),
    balance: needing('billing:read', amounts('balance', 'What the client owes.')),
    createdOn: daysOf('createdAt', 'Day of adding.'),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    FIRST_NAME: ['firstName', 'By the first name.'],
    LAST_NAME: ['lastName', 'By the last name.'],
    COMPANY_NAME: ['companyName', 'By the company name.'],
    EMAIL: ['email', 'By the email address.'],
    GROUP: ['groupId', 'By the client group.'],
    CREATED_AT: ['createdAt', 'By the time of adding.'],
    STATUS: ['status', 'By the account status.'],
    CREDIT: ['creditBalance', 'By the credit.', 'billing:read'],
    BALANCE: ['balance', 'By what the client owes.', 'billing:read'],
  },
  search: somebodyCalled,
  totals: {
    credit: ['creditBalance', 'Sum of the credit.', 'billing:read'],
    balance: ['balance', 'Sum of what the clients owe.', 'billing:read'],
  },
});

clientList.root('clients', {
  description: 'List the clients the actor may see.',
  permission: 'clients:read',
  legacy: 'GetClients',
});
