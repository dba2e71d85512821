import type { AccessEvents } from '#core/events/access.ts';
import type { AffiliatesEvents } from '#core/events/affiliates.ts';
import type { BillingEvents } from '#core/events/billing.ts';
import type { CartEvents } from '#core/events/cart.ts';
import type { CatalogEvents } from '#core/events/catalog.ts';
import type { ClientsEvents } from '#core/events/clients.ts';
import type { DomainsEvents } from '#core/events/domains.ts';
import type { MailEvents } from '#core/events/mail.ts';
import type { OrdersEvents } from '#core/events/orders.ts';
import type { QuotesEvents } from '#core/events/quotes.ts';
import type { ResellersEvents } from '#core/events/resellers.ts';
import type { ServicesEvents } from '#core/events/services.ts';
import type { SupportEvents } from '#core/events/support.ts';
import type { SystemEvents } from '#core/events/system.ts';

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
  'task.changed',
  'task.dead',
] as const satisfies readonly EventName[];

/** Whether an event is for the back office alone. */
export const isInside = (type: string): boolean => insideEvents.some((name) => name === type);
