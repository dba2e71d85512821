import type { Permission } from './permissions.ts';
import { accessEvents } from './events/access.ts';
import { affiliatesEvents } from './events/affiliates.ts';
import { billingEvents } from './events/billing.ts';
import { cartEvents } from './events/cart.ts';
import { catalogEvents } from './events/catalog.ts';
import { clientsEvents } from './events/clients.ts';
import { type EventSpec, type IdField, idFieldsOf, type PayloadsOf } from './events/define.ts';
import { domainsEvents } from './events/domains.ts';
import { mailEvents } from './events/mail.ts';
import { ordersEvents } from './events/orders.ts';
import { quotesEvents } from './events/quotes.ts';
import { resellersEvents } from './events/resellers.ts';
import { servicesEvents } from './events/services.ts';
import { supportEvents } from './events/support.ts';
import { systemEvents } from './events/system.ts';

/**
 * Everything this system announces, by name. `clientId` in a payload says which client it
 * concerns, and who may hear of it with it.
 */
export const events = {
  ...accessEvents,
  ...affiliatesEvents,
  ...billingEvents,
  ...cartEvents,
  ...catalogEvents,
  ...clientsEvents,
  ...domainsEvents,
  ...mailEvents,
  ...ordersEvents,
  ...quotesEvents,
  ...resellersEvents,
  ...servicesEvents,
  ...supportEvents,
  ...systemEvents,
};

export type EventName = keyof typeof events;

/** What each event carries. */
export type Events = PayloadsOf<typeof events>;

export const eventNames = Object.keys(events) as EventName[];

const specs: Readonly<Record<string, EventSpec>> = events;

const specOf = (type: string): EventSpec | undefined =>
  Object.hasOwn(specs, type) ? specs[type] : undefined;

const idFields = new Map<string, IdField[]>(
  Object.entries(specs).map(([name, spec]) => [name, idFieldsOf(spec)]),
);

/** A row, by its type in the graph. */
export interface RowRef {
  node: string;
  id: number;
}

/** The rows an event names, in the order of its declaration. */
export const rowsNamedIn = (type: string, payload: unknown): (RowRef & IdField)[] =>
  (idFields.get(type) ?? []).flatMap((field) => {
    const value = (payload as Record<string, unknown> | null)?.[field.name];
    return typeof value === 'number' ? [{ ...field, id: value }] : [];
  });

/** The row an event is about; null for one about none. */
export const eventSubject = (type: string, payload: unknown): RowRef | null =>
  rowsNamedIn(type, payload).find(({ isSubject }) => isSubject) ?? null;

/** The types of rows an event can be about. */
export const subjectTypesOf = (type: string): string[] => [
  ...new Set((idFields.get(type) ?? []).flatMap((field) => (field.isSubject ? [field.node] : []))),
];

/** What concerns a client and is for the back office all the same; customers never hear of it. */
export const internalEvents: readonly EventName[] = eventNames.filter(
  (name) => specOf(name)?.isInternal,
);

/** What everybody hears of who sees what it is about. */
export const publicEvents: readonly EventName[] = eventNames.filter(
  (name) => specOf(name)?.isPublic,
);

/** Whether an event is for everybody who sees what it is about. */
export const isPublic = (type: string): boolean => specOf(type)?.isPublic ?? false;

/** Whether an event is for the back office alone. */
export const isInternal = (type: string): boolean => specOf(type)?.isInternal ?? false;

/** The event with which the log says that rights were taken away; nobody follows it. */
export const ACCESS_CHANGED = 'access.changed';

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
  clientFile: 'clients:read',
  clientGroup: 'clients:read',
  clientNote: 'clients:read',
  commandSwitch: 'access:configure',
  contact: 'clients:read',
  credit: 'billing:read',
  currency: 'billing:read',
  customField: 'clients:read',
  department: 'support:read',
  domain: 'domains:read',
  email: 'mail:read',
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
  sandbox: 'system:sandbox',
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
  todo: 'system:read',
  user: 'access:read',
};

/** What events are about. */
export const eventNouns: readonly string[] = Object.keys(permissionOf);

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

/**
 * What a customer hears of an event's payload: fields it does not see are not named.
 * @returns null where nothing else changed.
 */
export function heardByCustomers(type: string, payload: unknown): unknown {
  const hidden = specOf(type)?.internalFields;
  const { changed } = (payload ?? {}) as { changed?: readonly string[] };
  if (!hidden || !changed) return payload;
  const seen = changed.filter((name) => !hidden.includes(name));
  return seen.length ? { ...(payload as object), changed: seen } : null;
}
