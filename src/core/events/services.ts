import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventFlag as flag,
  eventId as id,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const service = { serviceId: subject('Service'), clientId: client() };
const addon = {
  serviceAddonId: subject('ServiceAddon'),
  serviceId: id('Service'),
  clientId: client(),
};
const cancellation = {
  requestId: subject('CancellationRequest'),
  serviceId: id('Service'),
  clientId: client(),
};

/** Events of services, their addons and the servers they run on. */
export const servicesEvents = defineEvents({
  'service.changed': {
    description: 'The record of a service was changed manually.',
    payload: { ...service, changed: changed() },
    internalFields: ['notes', 'adminNotes'],
  },
  'service.activated': {
    description: 'A service was set up.',
    payload: { ...service, sendWelcomeEmail: flag() },
  },
  'service.suspended': { description: 'A service was suspended.', payload: service },
  'service.unsuspended': { description: 'A suspended service runs again.', payload: service },
  'service.terminated': { description: 'A service was terminated.', payload: service },
  'service.packageChanged': {
    description: 'A service has another product or other options.',
    payload: service,
  },
  'service.passwordChanged': {
    description: 'The password of a service changed.',
    payload: service,
  },
  'service.releasedByHand': {
    description: 'A service has no panel: somebody has to carry out an action manually.',
    payload: { ...service, action: text() },
  },
  'serviceAddon.activated': {
    description: 'An addon of a service was set up.',
    payload: { ...addon, sendWelcomeEmail: flag() },
  },
  'serviceAddon.suspended': { description: 'An addon of a service was suspended.', payload: addon },
  'serviceAddon.unsuspended': {
    description: 'A suspended addon of a service runs again.',
    payload: addon,
  },
  'serviceAddon.terminated': {
    description: 'An addon of a service was terminated.',
    payload: addon,
  },
  'moduleAction.failed': {
    description: 'A panel or registrar did not carry out an action; it waits for a retry.',
    payload: {
      queueEntryId: subject('ModuleQueueEntry'),
      serviceId: id('Service'),
      clientId: client(),
    },
  },
  'moduleAction.settled': {
    description: 'An action that had failed was carried out after all, or dismissed.',
    payload: {
      queueEntryId: subject('ModuleQueueEntry'),
      serviceId: id('Service').nullable(),
      clientId: client().nullable(),
    },
  },
  'cancellation.requested': {
    description: 'A client asked to cancel a service.',
    payload: { ...cancellation, cancelDomain: flag() },
  },
  'cancellation.withdrawn': {
    description: 'A request to cancel a service was withdrawn.',
    payload: { ...cancellation, cancelDomain: flag() },
  },
  'cancellation.completed': {
    description: 'A service was cancelled as its client had asked.',
    payload: cancellation,
  },
  'server.changed': {
    description: 'A server was added, changed or deleted.',
    payload: { serverId: subject('Server') },
  },
});
