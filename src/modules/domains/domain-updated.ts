import { keyOf } from '#core/ids.ts';
import type { EventName } from '#core/events.ts';
import { Client } from '#modules/clients/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow } from '#schema/follow.ts';
import { Domain } from './domain.ts';
import { visibleDomains } from './visible.ts';

const types = [
  'domain.changed',
  'domain.statusChanged',
  'domain.registrationStarted',
  'domain.registered',
  'domain.registrationFailed',
  'domain.transferStarted',
  'domain.transferred',
  'domain.transferFailed',
  'domain.renewed',
  'domain.renewalFailed',
  'domain.renewalDue',
  'domain.expired',
  'domain.transferredAway',
  'domain.nameserversChanged',
  'domain.lockChanged',
  'domain.contactsChanged',
  'domain.featuresChanged',
  'domain.privateNameserversChanged',
] as const satisfies readonly EventName[];

const DomainEvent = builder.objectRef<PublishedEvent>('DomainEvent').implement({
  read: 'domains:read',
  description: 'Event about a domain.',
  fields: (t) => ({
    ...eventFields(t),
    domain: t.prismaField({
      type: Domain,
      nullable: true,
      description: 'The current state of the domain.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.domain.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleDomains(actor)] },
        }),
    }),
  }),
});

builder.subscriptionField('domainUpdated', (t) =>
  t.field({
    type: DomainEvent,
    description:
      'Events of domains that are registered, renewed, transferred or changed. After a disconnect, continue with `after`.',
    authScopes: { permission: 'domains:read' },
    args: {
      domainId: t.arg.globalID({ for: Domain, description: 'Only events of this domain.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: "Only events of this client's domains.",
      }),
      after: t.arg.string({
        description: 'Cursor of the last event already received; `0` for all stored events.',
      }),
    },
    subscribe: (_root, { domainId, clientId, after }, context) => {
      const domain = domainId && keyOf(domainId);
      const client = clientId && keyOf(clientId);
      const where = (event: PublishedEvent) =>
        (!domain || event.subjectId === domain) && (!client || event.clientId === client);
      return follow(context, { types, after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
