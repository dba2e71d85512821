import type { z } from 'zod';
import type { FraudCheck } from '#providers/fraud/fraud-check.ts';
import type { PaymentGateway } from '#providers/gateways/gateway.ts';
import type { Mailer } from '#providers/mailers/mailer.ts';
import type { Panel } from '#providers/panels/panel.ts';
import type { RegistrarConnection } from '#providers/registrars/registrar.ts';
import type { Storage } from '#providers/storage/storage.ts';
import type { Capabilities, ProviderKind } from './capabilities.ts';

/**
 * Version of this form: what a provider declares and what the core calls. It grows when either
 * changes incompatibly; a package made for another version is refused at start.
 */
export const PROVIDER_VERSION = 1;

/** What a provider learns of the account it is connected for, beside the account's settings. */
export interface ProviderContext {
  /** Name of the account, as TLDs, products and payment methods name it. */
  account: string;
  /** No real orders and no real money: the provider's test system is meant. */
  isTestMode: boolean;
}

/** What `connect` gives, by kind: the calls of which the core makes use. */
export interface Connections {
  registrar: RegistrarConnection;
  panel: Partial<Panel>;
  gateway: PaymentGateway | Promise<PaymentGateway>;
  fraud: FraudCheck | Promise<FraudCheck>;
  mailer: Mailer | Promise<Mailer>;
  storage: Storage;
}

/** What only some kinds declare. */
interface Declarations {
  registrar: object;
  panel: {
    /** Settings of a product whose accounts the panel makes; `plan` names the package. */
    packageSettings: z.ZodObject;
    /** Functions of `customFunction` by name, and whether an account's owner may run them. */
    functions?: Readonly<Record<string, { ownerMayRun: boolean }>>;
  };
  gateway: object;
  fraud: object;
  mailer: object;
  storage: object;
}

/** Everything the core knows of a provider. */
export type ProviderDefinition<
  Kind extends ProviderKind,
  Settings extends z.ZodObject = z.ZodObject,
> = Declarations[Kind] & {
  kind: Kind;
  /** System name: small letters, digits and hyphens; unique within its kind. */
  name: string;
  /** As people write it. */
  title: string;
  /** Addresses of the public documents the provider is written from. */
  docs: readonly string[];
  /** What the operator enters, as a zod object of texts; see `setting`. */
  settings: Settings;
  /** Settings in test mode, in place of those left empty. Absent: there is no test system. */
  testSettings?: Readonly<Record<string, string>>;
  capabilities: Capabilities<Kind>;
  /**
   * Makes the calls of one account. It talks to nobody yet.
   * @throws ProviderError NOT_SENT naming a setting that cannot be used.
   */
  connect(settings: z.output<Settings>, context: ProviderContext): Connections[Kind];
};

/** A provider of any settings, with the version of the form it was made for. */
export type Provider<Kind extends ProviderKind = ProviderKind> = {
  [Each in Kind]: Omit<ProviderDefinition<Each>, 'connect'> & {
    formVersion: number;
    connect(settings: never, context: ProviderContext): Connections[Each];
  };
}[Kind];

/** Declares a provider. Its module exports what this gives as `default`. */
export function defineProvider<Kind extends ProviderKind, Settings extends z.ZodObject>(
  definition: ProviderDefinition<Kind, Settings>,
): Provider<Kind> {
  return { ...definition, formVersion: PROVIDER_VERSION } as unknown as Provider<Kind>;
}
