/** An exact decimal text (`"9.50"`) and its ISO 4217 code. */
export interface RegistrarMoney {
  amount: string;
  currency: string;
}

/** One person or company of a registration. */
export interface ContactData {
  firstName: string;
  lastName: string;
  company?: string;
  email: string;
  address1: string;
  address2?: string;
  city: string;
  state?: string;
  postcode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `+CC.number`. */
  phone: string;
  /** `+CC.number`. */
  fax?: string;
}

/** The four roles of a registration; a role left out is the registrant. */
export interface Contacts {
  registrant: ContactData;
  admin?: ContactData;
  technical?: ContactData;
  billing?: ContactData;
}

/** The roles, in the order in which the clients send them. */
export const contactRoles = ['registrant', 'admin', 'technical', 'billing'] as const;

/** One of the roles, as the registrars' clients call it. */
export type ContactRole = (typeof contactRoles)[number];

/** What a registrar knows of a name that may be free. Prices only where it tells them. */
export interface Availability {
  /** As asked, in lower case. */
  name: string;
  status: 'available' | 'unavailable' | 'unknown';
  premium: boolean;
  prices?: { register?: RegistrarMoney; renew?: RegistrarMoney; transfer?: RegistrarMoney };
}

/** What a parent zone says of a key of the domain (RFC 4034, 5). */
export interface DsRecord {
  keyTag: number;
  algorithm: number;
  digestType: number;
  /** Hexadecimal, in capitals. */
  digest: string;
}

/** A key of the domain, from which the registry makes the DS record itself (RFC 4034, 2). */
export interface DnsKey {
  flags: number;
  protocol: number;
  algorithm: number;
  /** Base64. */
  publicKey: string;
}

/** What a delegation is signed with: DS records or keys, as the registry takes them; unsigned without. */
export interface Dnssec {
  dsRecords: readonly DsRecord[];
  keys: readonly DnsKey[];
  /** For how many seconds the parent's signatures are to hold; the registry decides where absent. */
  maxSigLife?: number;
}

/** A registration to order. Names are ASCII (punycode) throughout. */
export interface RegisterOrder {
  domain: string;
  years: number;
  nameservers: readonly string[];
  contacts: Contacts;
  idProtection?: boolean;
  /** Set for a premium name: the fee that was agreed to. */
  premiumFee?: RegistrarMoney;
  /** Answers to the registry's questions by their neutral names (see `domains/tld-questions`). */
  answers?: Readonly<Record<string, string>>;
  /** Language of an internationalised name, ISO 639-1 (`de`); each client spells it for its registry. */
  idnLanguage?: string;
  /** Voucher code of the registry, where the TLD is sold against vouchers. */
  voucher?: string;
  /** Only for registrars that have `setDnssec`. */
  dnssec?: Dnssec;
}

/** A transfer to order; registries add one year unless they say otherwise. */
export interface TransferOrder extends Omit<RegisterOrder, 'years' | 'dnssec'> {
  authCode: string;
}

/** A renewal to order. */
export interface RenewOrder {
  domain: string;
  years: number;
  /** `YYYY-MM-DD` as known before the renewal; a domain that runs longer already is not renewed. */
  expiresOn: string;
  idProtection?: boolean;
  premiumFee?: RegistrarMoney;
}

/** A domain to be brought back from redemption and renewed for the years that were paid. */
export type RestoreOrder = RenewOrder;

/** What a registrar's order could not carry and has to be set once the domain is here. */
export type Unfinished = 'contacts' | 'nameservers';

/** What came of an order: carried out, or taken and still being worked on. */
export interface OrderReceipt {
  state: 'done' | 'pending';
  /** The registrar's own number. */
  orderId?: string;
  /** `YYYY-MM-DD`, where the answer tells. */
  expiresOn?: string;
  /** What the registrar charged, where it tells. */
  price?: RegistrarMoney;
  /** The registrar's own words, e.g. what a pending order waits for. */
  words?: string;
  /** Parts of the order that its call does not carry; they are set after it. */
  unfinished?: readonly Unfinished[];
}

/** What came of a change that costs nothing. */
export interface ChangeReceipt {
  state: 'done' | 'pending';
  words?: string;
}

/** How an order whose outcome is unknown is looked up again. */
export interface OrderTrace {
  /** The key the order was sent with. */
  key: string;
  kind: 'register' | 'transfer' | 'renew' | 'restore';
  domain: string;
  /** The expiry before a renewal, `YYYY-MM-DD`. */
  expiresOn?: string;
}

/**
 * What became of an order. `absent`: the registrar knows of no such order. Right after a lost
 * answer an order can still be on its way in: only a second `absent` some minutes later is final.
 */
export interface FoundOrder {
  state: 'done' | 'pending' | 'failed' | 'absent';
  orderId?: string;
  expiresOn?: string;
  words?: string;
  unfinished?: readonly Unfinished[];
}

/** A domain as the registrar sees it. `absent`: the account does not hold it (any more). */
export interface DomainState {
  status:
    | 'active'
    | 'pending'
    | 'suspended'
    | 'redemption'
    | 'cancelled'
    | 'transferredAway'
    | 'absent';
  /** `YYYY-MM-DD`; null where the registrar does not tell. */
  expiresOn: string | null;
  /** Why there is no expiry, where there should be one: none was told, or it cannot be read. */
  expiryProblem?: string;
  /** Null where the registrar does not tell. */
  nameservers: string[] | null;
  /** Absent where the registrar does not tell. */
  dnssec?: Dnssec;
}

/** What a registrar has queued for this account: something that happened without being asked for. */
export interface RegistrarMessage {
  /** The registrar's own id, by which it is acknowledged. */
  id: string;
  queuedAt: Date | null;
  /** The registrar's own words. */
  text: string;
  /** The domain it is about, in lower-case ASCII; null where it names none. */
  domain: string | null;
  /** Whether somebody has to decide something, as on a transfer that another registrar asks for. */
  needsDecision: boolean;
}

/** A nameserver inside the domain itself, with its glue addresses. */
export interface PrivateNameserver {
  hostname: string;
  addresses: string[];
}

/** A change of a private nameserver's addresses; the old ones are what is registered now. */
export interface PrivateNameserverChange extends PrivateNameserver {
  oldAddresses: string[];
}

/** An action only this registrar has. */
export interface CustomAction {
  name: string;
  label: string;
}
