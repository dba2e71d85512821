import { asciiStart } from '#core/text.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { amounts, anyOf, withinDays, rows, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsName, includes, includesLower } from '#schema/text-filter.ts';
import { Service } from './service.ts';
import { ServiceStatus } from './service-status.ts';
import { visibleServices } from './visible.ts';

builder.queryField('service', (t) =>
  t.prismaField({
    type: Service,
    nullable: true,
    description:
      'A single service. Null if no such service exists or the actor may not see the service.',
    authScopes: { permission: 'services:read' },
    extensions: legacyExtensions('GetClientProduct', 'services:read'),
    args: {
      id: t.arg.globalID({
        for: Service,
        required: true,
        description: 'ID of the service to read, such as `Service:7`.',
      }),
      clientId: t.arg.globalID({
        for: Client,
        description: 'Only return the service if the service belongs to this client.',
      }),
    },
    resolve: (query, _root, { id, clientId }, { db, actor }) =>
      db.service.findFirst({
        ...query,
        where: {
          AND: [
            { id: keyOf(id), ...(clientId && { clientId: keyOf(clientId) }) },
            visibleServices(actor),
          ],
        },
      }),
  }),
);

/** Lists of services. */
export const serviceList = declareList({
  type: Service,
  noun: 'Service',
  model: 'Service',
  visible: visibleServices,
  filter: {
    id: rows('Service', 'id', 'These services.'),
    client: rows('Client', 'clientId', 'Services of these clients.'),
    status: anyOf(ServiceStatus, 'status', 'Services in these statuses.'),
    product: rows('Product', 'productId', 'Services of these products.'),
    server: rows('Server', 'serverId', 'Services on these servers; null for none.'),
    order: rows('Order', 'orderId', 'Services of these orders.'),
    nextDueOn: withinDays('nextDueOn', 'Day on which the next payment is due.'),
    registeredOn: withinDays('registeredOn', 'Day on which they began.'),
    recurring: amounts('recurringAmount', 'What is paid each period.'),
    domainName: withText(
      (name) => ({ domainName: beginsName(name) }),
      'Services whose domain name starts with this text.',
    ),
    username: withText((username) => ({ username }), 'Services whose account has this username.'),
  },
  order: {
    ID: ['id', 'By ID, the order in which services were added.'],
    NEXT_DUE_ON: ['nextDueOn', 'By the day on which the next payment is due.'],
    REGISTERED_ON: ['registeredOn', 'By the day on which they began.'],
    DOMAIN_NAME: ['domainName', 'By domain name, alphabetically.'],
    STATUS: ['status', 'By status.'],
    RECURRING: ['recurringAmount', 'By what is paid each period.'],
    CLIENT: ['clientId', 'By client.'],
  },
  search: (word) => ({
    OR: [{ domainName: includesLower(asciiStart(word)) }, { username: includes(word) }],
  }),
  totals: { recurring: ['recurringAmount', 'Sum of what is paid each period.'] },
});

serviceList.root('services', {
  description: 'Services the actor may see.',
  permission: 'services:read',
  legacy: 'GetClientProducts',
});

serviceList.under('Client', 'services', 'services', {
  description: 'Services of the client, in the order in which services were added.',
  column: 'clientId',
});
