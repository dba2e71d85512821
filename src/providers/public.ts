/**
 * What a provider package imports as `hostgraph/provider`: the form, and what makes a client short.
 * See docs/providers.md.
 */
export { z } from 'zod';
export { type Outcome, ProviderError } from '#core/provider-error.ts';
export { plausibleDay } from '#core/plausible-date.ts';
export { capabilitiesOf, type Capabilities, type ProviderKind } from './capabilities.ts';
export { defineProvider, PROVIDER_VERSION, type Provider, type ProviderContext } from './define.ts';
export { type DirectRequest, sendDirect } from './direct.ts';
export { type ProviderRequest, type ProviderResponse, send } from './http.ts';
export { setting, type StoredSettings } from './settings.ts';
export {
  after,
  before,
  countdown,
  dateOf,
  expiryFrom,
  isTrue,
  listOf,
  messageOf,
  pick,
  readJson,
  saysAbsent,
  textOf,
  unreadable,
} from './registrars/answers.ts';
export { nameByName, unknownName } from './registrars/availability.ts';
export type * from './registrars/domain-data.ts';
export type {
  Feature,
  KeyedCall,
  Limit,
  RegistrarConnection,
  RegistrarOperations,
} from './registrars/registrar.ts';
export { registryOutcome } from './registrars/registry-codes.ts';
export { earlierRenewal, hasMoved, renewalByExpiry } from './registrars/renewal.ts';
export * from './panels/panel.ts';
export { panelServerSettings } from './panels/server-settings.ts';
export type * from './gateways/gateway.ts';
export type { FraudCheck, FraudInput, FraudVerdict } from './fraud/fraud-check.ts';
export type { Mailer, MailReceipt, OutgoingEmail } from './mailers/mailer.ts';
export type { Storage } from './storage/storage.ts';
