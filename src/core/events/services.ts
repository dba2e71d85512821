interface OfServiceAddon {
  serviceAddonId: number;
  serviceId: number;
  clientId: number;
}

interface OfService {
  serviceId: number;
  clientId: number;
}

/** What services announces. */
export interface ServicesEvents {
  /** A column of the service was changed manually; `changed` names the fields. */
  'service.changed': OfService & { changed: string[] };
  'service.activated': OfService & { sendWelcomeEmail: boolean };
  'service.suspended': OfService;
  'service.unsuspended': OfService;
  'service.terminated': OfService;
  'service.packageChanged': OfService;
  'service.passwordChanged': OfService;
  'serviceAddon.activated': OfServiceAddon & { sendWelcomeEmail: boolean };
  'serviceAddon.suspended': OfServiceAddon;
  'serviceAddon.unsuspended': OfServiceAddon;
  'serviceAddon.terminated': OfServiceAddon;
  /** A product without a panel: somebody has to do `action` manually. */
  'service.releasedByHand': OfService & { action: string };
  'moduleAction.failed': { queueEntryId: number; serviceId: number; clientId: number };
  'cancellation.requested': { requestId: number } & OfService & { cancelDomain: boolean };
  'cancellation.withdrawn': { requestId: number } & OfService & { cancelDomain: boolean };
  'cancellation.completed': { requestId: number } & OfService;
  'server.changed': { serverId: number };
}
