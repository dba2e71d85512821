import type { AccessEvents } from './events/access.ts';
import type { AffiliatesEvents } from './events/affiliates.ts';
import type { BillingEvents } from './events/billing.ts';
import type { CartEvents } from './events/cart.ts';
import type { CatalogEvents } from './events/catalog.ts';
import type { ClientsEvents } from './events/clients.ts';
import type { DomainsEvents } from './events/domains.ts';
import type { MailEvents } from './events/mail.ts';
import type { OrdersEvents } from './events/orders.ts';
import type { QuotesEvents } from './events/quotes.ts';
import type { ResellersEvents } from './events/resellers.ts';
import type { ServicesEvents } from './events/services.ts';
import type { SupportEvents } from './events/support.ts';
import type { SystemEvents } from './events/system.ts';

/**
 * Everything this system announces: name → payload. Payloads carry ids, never records: whoever
 * hears of a change reads it again with its own rights. `clientId` says whose the news is.
 */
export interface Events
  extends
    AccessEvents,
    AffiliatesEvents,
    BillingEvents,
    CartEvents,
    CatalogEvents,
    ClientsEvents,
    DomainsEvents,
    MailEvents,
    OrdersEvents,
    QuotesEvents,
    ResellersEvents,
    ServicesEvents,
    SupportEvents,
    SystemEvents {}

export type EventName = keyof Events;

/** What concerns a client and is for the back office all the same; customers never hear of it. */
export const insideEvents = [
  'clientNote.added',
  'clientNote.changed',
  'clientNote.deleted',
] as const satisfies readonly EventName[];

/** Whether an event is for the back office alone. */
export const isInside = (type: string): boolean => insideEvents.some((name) => name === type);
