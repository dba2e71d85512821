import type { Permission } from './permissions.ts';
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

type NounOf<Name> = Name extends `${infer Noun}.${string}` ? Noun : never;

/** The permission to read what an event is about, by its noun: who lacks it hears nothing of it. */
const permissionOf: Record<NounOf<EventName>, Permission> = {
  admin: 'system:read',
  adminRole: 'system:read',
  affiliate: 'affiliates:read',
  announcement: 'support:read',
  apiAddress: 'resellers:read',
  apiCredential: 'access:configure',
  apiKey: 'resellers:read',
  automation: 'system:read',
  ban: 'system:read',
  billableItem: 'billing:read',
  cancellation: 'services:read',
  cart: 'cart:read',
  catalog: 'catalog:read',
  client: 'clients:read',
  clientGroup: 'clients:read',
  clientNote: 'clients:read',
  contact: 'clients:read',
  credit: 'billing:read',
  currency: 'billing:read',
  customField: 'clients:read',
  department: 'support:read',
  domain: 'domains:read',
  email: 'access:read',
  emailTemplate: 'mail:send',
  gateway: 'billing:read',
  invoice: 'billing:read',
  knowledgeBaseArticle: 'support:read',
  knowledgeBaseCategory: 'support:read',
  moduleAction: 'services:manage',
  networkIssue: 'support:read',
  order: 'orders:read',
  pageHook: 'system:read',
  password: 'access:read',
  payMethod: 'billing:read',
  payment: 'billing:read',
  predefinedReply: 'support:write',
  predefinedReplyCategory: 'support:write',
  priceList: 'resellers:read',
  product: 'catalog:read',
  productKey: 'catalog:read',
  productGroup: 'catalog:read',
  promotion: 'orders:read',
  quote: 'quotes:read',
  registrar: 'domains:configure',
  reseller: 'resellers:read',
  resellerPrices: 'resellers:read',
  secondFactor: 'access:read',
  server: 'services:read',
  service: 'services:read',
  serviceAddon: 'services:read',
  setting: 'system:read',
  signInProvider: 'access:read',
  task: 'tasks:read',
  taxRule: 'billing:read',
  ticket: 'support:read',
  ticketStatus: 'support:read',
  tld: 'catalog:read',
  todoItem: 'system:read',
  user: 'access:read',
};

const nounOf = (type: string) => type.slice(0, type.indexOf('.'));

/** The permission to hear an event, by its type or `noun.*`; undefined where there is no such noun. */
export const permissionOfEvent = (type: string): Permission | undefined =>
  Object.hasOwn(permissionOf, nounOf(type))
    ? permissionOf[nounOf(type) as NounOf<EventName>]
    : undefined;

/** The patterns of the nouns that the holder of these permissions may hear of. */
export const nounsHeardWith = (permissions: ReadonlySet<string>): string[] =>
  Object.entries(permissionOf)
    .filter(([, permission]) => permissions.has(permission))
    .map(([noun]) => noun);

/** Fields that customers do not see, so that they do not hear of their changes either. */
const insideFields: Partial<Record<EventName, readonly string[]>> = {
  'ticket.changed': ['assignee', 'tags', 'watchers'],
  'client.changed': ['notes', 'groupId', 'leaveGroup', 'ipAddress'],
  'service.changed': ['notes', 'adminNotes'],
  'domain.changed': ['notes', 'adminNotes'],
};

/**
 * What a customer hears of an event's payload: fields it does not see are not named.
 * @returns null where nothing else changed.
 */
export function heardByCustomers(type: string, payload: unknown): unknown {
  const hidden = insideFields[type as EventName];
  const { changed } = (payload ?? {}) as { changed?: readonly string[] };
  if (!hidden || !changed) return payload;
  const seen = changed.filter((name) => !hidden.includes(name));
  return seen.length ? { ...(payload as object), changed: seen } : null;
}
