import { encodeId } from '#core/ids.ts';

/** The columns of a row that is about something sold. */
export const soldColumns = { serviceId: true, serviceAddonId: true, domainId: true } as const;

/** What a row is about: a service, an addon on one, or a domain. */
export interface Sold {
  serviceId: number | null;
  serviceAddonId: number | null;
  domainId: number | null;
}

/** The global id of what a row is about; null for nothing. */
export function soldId({ serviceId, serviceAddonId, domainId }: Sold): string | null {
  if (serviceAddonId) return encodeId('ServiceAddon', serviceAddonId);
  if (serviceId) return encodeId('Service', serviceId);
  return domainId ? encodeId('Domain', domainId) : null;
}
