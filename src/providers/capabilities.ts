/**
 * What a provider of each kind may be able to do. A provider declares which of them it has, each
 * with the public document that confirms the call; what is not declared is not offered.
 */
export const capabilitiesOf = {
  registrar: [
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
    'createPrivateNameserver',
    'updatePrivateNameserver',
    'deletePrivateNameserver',
    'setDns',
    'setEmailForwarding',
    'setIdProtection',
    'getDnssec',
    'setDnssec',
    'sync',
    'nextMessage',
    'acknowledgeMessage',
    'findOrder',
    'balance',
    'runCustomAction',
  ],
  panel: [
    'create',
    'suspend',
    'unsuspend',
    'terminate',
    'changePackage',
    'changePassword',
    'customFunction',
    'usage',
    'find',
    'test',
  ],
  gateway: [
    'createPayment',
    'complete',
    'capture',
    'refund',
    'find',
    'findRefund',
    'storeMethod',
    'deleteMethod',
    'endSubscription',
    'parseWebhook',
    'test',
  ],
  fraud: ['check'],
  mailer: ['send', 'test'],
  storage: ['put', 'get', 'delete'],
} as const;

/** What a provider is for. */
export type ProviderKind = keyof typeof capabilitiesOf;

/** The kinds, as lists show them. */
export const providerKinds = Object.keys(capabilitiesOf) as ProviderKind[];

/** What a provider of a kind may be able to do. */
export type Capability<Kind extends ProviderKind = ProviderKind> =
  (typeof capabilitiesOf)[Kind][number];

/** Declared capabilities: each with the document that confirms its call. */
export type Capabilities<Kind extends ProviderKind = ProviderKind> = Readonly<
  Partial<Record<Capability<Kind>, string>>
>;
