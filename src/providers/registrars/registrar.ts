import { ProviderError } from '#core/provider-error.ts';
import { capabilitiesOf, type Capabilities, type Capability } from '#providers/capabilities.ts';
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
  createPrivateNameserver(
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
  /** What the delegation is signed with. */
  getDnssec(domain: string, limit?: Limit): Promise<data.Dnssec>;
  /** Signs the delegation with these and nothing else; unsigned with none. */
  setDnssec(domain: string, dnssec: data.Dnssec, change: KeyedCall): Promise<data.ChangeReceipt>;
  sync(domain: string, limit?: Limit): Promise<data.DomainState>;
  /** The oldest message that is not acknowledged; the same one until it is. Null for none. */
  nextMessage(limit?: Limit): Promise<data.RegistrarMessage | null>;
  /** Takes a message off the queue. Doing so twice is no error. */
  acknowledgeMessage(id: string, limit?: Limit): Promise<void>;
  /** What became of an order whose outcome is unknown. */
  findOrder(trace: data.OrderTrace, limit?: Limit): Promise<data.FoundOrder>;
  /** What is left of the reseller's credit. */
  balance(limit?: Limit): Promise<data.RegistrarMoney>;
  runCustomAction(action: string, domain: string, change: KeyedCall): Promise<data.ChangeReceipt>;
}

/** The name of one operation. */
export type Feature = keyof RegistrarOperations & Capability<'registrar'>;

/** What a registrar's `connect` gives: the operations its protocol has, and what is its own. */
export interface RegistrarConnection extends Partial<RegistrarOperations> {
  /** Actions beyond the common ones, run by `runCustomAction`. */
  customActions?: readonly data.CustomAction[];
  /** Whether an operation that it has is not there for this name, e.g. by its registry's rules. */
  lacks?: Registrar['lacks'];
}

/** One registrar account. */
export interface Registrar extends RegistrarOperations {
  /** What it can do; anything else is refused with `Registrar Function Not Supported`. */
  supports: ReadonlySet<Feature>;
  /** Whether an operation that it has is not there for this name, e.g. by its registry's rules. */
  lacks(feature: Feature, domain: string): boolean;
  /** Actions beyond the common ones; empty where there are none. */
  customActions(): readonly data.CustomAction[];
}

/**
 * A registrar made of what its provider declares and its account's connection has; the other
 * operations refuse. Contacts reach it in seven-bit ASCII (RFC 5733 "int"); our books keep the
 * original spelling.
 */
export function registrarFrom(
  capabilities: Capabilities<'registrar'>,
  connection: RegistrarConnection,
): Registrar {
  const features = capabilitiesOf.registrar;
  const supports = new Set(features.filter((name) => capabilities[name] && connection[name]));
  const fail = async () => {
    throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
  };
  const operations = Object.fromEntries(
    // Bound, so that a connection may be an object of a class.
    features.map((name) => [name, supports.has(name) ? connection[name]?.bind(connection) : fail]),
  );
  return {
    ...inAscii(operations as unknown as RegistrarOperations),
    supports,
    lacks: (feature, domain) =>
      !supports.has(feature) || (connection.lacks?.(feature, domain) ?? false),
    customActions: () => connection.customActions ?? [],
  };
}

/** The operations, with the contacts they carry spelled in ASCII. */
function inAscii(operations: RegistrarOperations): RegistrarOperations {
  const { register, transfer, setContacts } = operations;
  return {
    ...operations,
    register: async (order, change) =>
      register({ ...order, contacts: asciiContacts(order.contacts) }, change),
    transfer: async (order, change) =>
      transfer({ ...order, contacts: asciiContacts(order.contacts) }, change),
    setContacts: async (domain, contacts, change) =>
      setContacts(domain, asciiContacts(contacts), change),
  };
}
