import { ProviderError } from '#core/provider-error.ts';
import { asciiContacts } from './contact-names.ts';
import type * as data from './domain-data.ts';

/** How long an operation may take as a whole, however many requests it needs. Default 30 s. */
export interface Limit {
  timeoutMs?: number;
}

/**
 * A change also carries our own idempotency key. None of the public registrar protocols takes
 * such a key, so the clients settle a lost answer with `findOrder` (orders) or `sync` and the
 * getters (changes, which are all safe to repeat); a registrar of ours can honour it.
 */
export interface KeyedCall extends Limit {
  key: string;
}

/**
 * Everything a registrar may be asked to do. Names are ASCII (punycode). Every method throws
 * `ProviderError`: `REFUSED` with the registrar's own words, `NOT_SENT` when nothing was ordered,
 * `UNKNOWN` when something may have been.
 */
export interface RegistrarOperations {
  /** Which names are free. An internationalised one may need its language (ISO 639-1). */
  availability(
    names: readonly string[],
    limit?: Limit & { idnLanguage?: string },
  ): Promise<data.Availability[]>;
  register(order: data.RegisterOrder, change: KeyedCall): Promise<data.OrderReceipt>;
  transfer(order: data.TransferOrder, change: KeyedCall): Promise<data.OrderReceipt>;
  renew(order: data.RenewOrder, change: KeyedCall): Promise<data.OrderReceipt>;
  /**
   * Brings a domain back from redemption and renews it for the paid years. Reads the state first,
   * so that what was done before is not done again.
   */
  restore(order: data.RestoreOrder, change: KeyedCall): Promise<data.OrderReceipt>;
  getNameservers(domain: string, limit?: Limit): Promise<string[]>;
  setNameservers(
    domain: string,
    nameservers: readonly string[],
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  getLock(domain: string, limit?: Limit): Promise<boolean>;
  setLock(domain: string, locked: boolean, change: KeyedCall): Promise<data.ChangeReceipt>;
  eppCode(domain: string, limit?: Limit): Promise<string>;
  getContacts(domain: string, limit?: Limit): Promise<data.Contacts>;
  /** Sets the roles that are named; the others keep what they have. */
  setContacts(
    domain: string,
    contacts: Partial<data.Contacts>,
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  listPrivateNameservers(domain: string, limit?: Limit): Promise<data.PrivateNameserver[]>;
  addPrivateNameserver(
    domain: string,
    host: data.PrivateNameserver,
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  updatePrivateNameserver(
    domain: string,
    host: data.PrivateNameserverChange,
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  deletePrivateNameserver(
    domain: string,
    host: data.PrivateNameserver,
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  setDns(domain: string, enabled: boolean, change: KeyedCall): Promise<data.ChangeReceipt>;
  setEmailForwarding(
    domain: string,
    enabled: boolean,
    change: KeyedCall,
  ): Promise<data.ChangeReceipt>;
  setIdProtection(domain: string, enabled: boolean, change: KeyedCall): Promise<data.ChangeReceipt>;
  sync(domain: string, limit?: Limit): Promise<data.DomainState>;
  /** What became of an order whose outcome is unknown. */
  findOrder(trace: data.OrderTrace, limit?: Limit): Promise<data.FoundOrder>;
  /** What is left of the reseller's credit. */
  balance(limit?: Limit): Promise<data.RegistrarMoney>;
  runCustomAction(action: string, domain: string, change: KeyedCall): Promise<data.ChangeReceipt>;
}

/** The name of one operation. */
export type Feature = keyof RegistrarOperations;

/** One registrar account. */
export interface Registrar extends RegistrarOperations {
  /** The stable name under which domains refer to it. */
  name: string;
  displayName: string;
  /** What it can do; anything else is refused with `Registrar Function Not Supported`. */
  supports: ReadonlySet<Feature>;
  /** Whether an operation that it has is not there for this name, e.g. by its registry's rules. */
  lacks(feature: Feature, domain: string): boolean;
  /** Actions beyond the common ones; empty where there are none. */
  customActions(): readonly data.CustomAction[];
}

const features: readonly Feature[] = [
  'availability',
  'register',
  'transfer',
  'renew',
  'restore',
  'getNameservers',
  'setNameservers',
  'getLock',
  'setLock',
  'eppCode',
  'getContacts',
  'setContacts',
  'listPrivateNameservers',
  'addPrivateNameserver',
  'updatePrivateNameserver',
  'deletePrivateNameserver',
  'setDns',
  'setEmailForwarding',
  'setIdProtection',
  'sync',
  'findOrder',
  'balance',
  'runCustomAction',
];

/**
 * Makes a registrar of the operations that its protocol has; the others refuse. Contacts reach it
 * in seven-bit ASCII (RFC 5733 "int"); our books keep the original spelling.
 */
export function defineRegistrar(
  name: string,
  displayName: string,
  provided: Partial<RegistrarOperations>,
  actions: readonly data.CustomAction[] = [],
  lacks: Registrar['lacks'] = () => false,
): Registrar {
  const operations = inAscii(provided);
  const fail = async () => {
    throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
  };
  const all = Object.fromEntries(features.map((feature) => [feature, fail]));
  return {
    ...(all as unknown as RegistrarOperations),
    ...operations,
    name,
    displayName,
    supports: new Set(features.filter((feature) => operations[feature])),
    lacks: (feature, domain) => !operations[feature] || lacks(feature, domain),
    customActions: () => actions,
  };
}

/** The operations that carry contacts, with the contacts spelled in ASCII. */
function inAscii(operations: Partial<RegistrarOperations>): Partial<RegistrarOperations> {
  const { register, transfer, setContacts } = operations;
  return {
    ...operations,
    ...(register && {
      register: async (order, change) =>
        register({ ...order, contacts: asciiContacts(order.contacts) }, change),
    }),
    ...(transfer && {
      transfer: async (order, change) =>
        transfer({ ...order, contacts: asciiContacts(order.contacts) }, change),
    }),
    ...(setContacts && {
      setContacts: async (domain, contacts, change) =>
        setContacts(domain, asciiContacts(contacts), change),
    }),
  };
}
