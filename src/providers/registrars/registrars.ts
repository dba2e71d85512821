import { ProviderError } from '#core/provider-error.ts';
import { carriesSecrets } from '#core/secure-address.ts';
import { connectReseller } from '#providers/registrars/connectreseller/connectreseller.ts';
import { cosmotown } from '#providers/registrars/cosmotown/cosmotown.ts';
import { logicBoxes } from '#providers/registrars/logicboxes/logicboxes.ts';
import { onlineNic } from '#providers/registrars/onlinenic/onlinenic.ts';
import type { Registrar } from './registrar.ts';

/** One thing the operator enters to use a registrar. */
export interface RegistrarField {
  name: string;
  label: string;
  type: 'text' | 'password' | 'url' | 'select';
  /** Secret values are stored encrypted and never shown again. */
  secret: boolean;
  required: boolean;
  /** Used when the operator leaves the field empty. */
  default?: string;
  options?: readonly string[];
}

/** A kind of registrar and how an account of it is connected. */
export interface RegistrarKind {
  displayName: string;
  fields: readonly RegistrarField[];
  /** Throws `ProviderError` (`NOT_SENT`) naming the setting that is missing or wrong. */
  connect(settings: Readonly<Record<string, string | undefined>>): Registrar;
}

const text = (name: string, label: string): RegistrarField => {
  return { name, label, type: 'text', secret: false, required: true };
};
const secret = (name: string, label: string): RegistrarField => {
  return { name, label, type: 'password', secret: true, required: true };
};
const url = (name: string, label: string, value: string): RegistrarField => {
  return { name, label, type: 'url', secret: false, required: false, default: value };
};
const currency = text('currency', 'Currency of the account (ISO 4217)');

function kind(
  displayName: string,
  fields: readonly RegistrarField[],
  open: (read: (name: string) => string) => Registrar,
): RegistrarKind {
  return {
    displayName,
    fields,
    connect: (settings) => {
      const values = new Map(fields.map((field) => [field.name, valueOf(field, settings)]));
      return open((name) => values.get(name) ?? '');
    },
  };
}

function valueOf(field: RegistrarField, settings: Readonly<Record<string, string | undefined>>) {
  const value = settings[field.name]?.trim() || field.default || '';
  const wrong = (why: string) =>
    new ProviderError('NOT_SENT', `The registrar's setting "${field.name}" ${why}.`);
  if (field.required && value === '') throw wrong('is missing');
  if (field.options && !field.options.includes(value))
    throw wrong(`must be one of ${field.options.join(', ')}`);
  if (field.type !== 'url') return value;
  if (!URL.canParse(value) || !/^https?:/i.test(value)) throw wrong('is not a web address');
  if (!carriesSecrets(value)) throw wrong('must begin with https://');
  return value.endsWith('/') ? value : `${value}/`;
}

/** The registrars that can be connected, by the name under which domains refer to them. */
export const registrars: Readonly<Record<string, RegistrarKind>> = {
  logicboxes: kind(
    'LogicBoxes / ResellerClub',
    [
      text('userId', 'Reseller id'),
      secret('apiKey', 'API key'),
      text('customerId', 'Customer id that holds the orders'),
      {
        name: 'invoiceOption',
        label: 'Invoices to the customer',
        type: 'select',
        secret: false,
        required: false,
        default: 'NoInvoice',
        options: ['NoInvoice', 'PayInvoice', 'KeepInvoice', 'OnlyAdd'],
      },
      url('baseUrl', 'API address', 'https://httpapi.com/api/'),
      url('checkUrl', 'Address of availability checks', 'https://domaincheck.httpapi.com/api/'),
    ],
    (read) =>
      logicBoxes({
        userId: read('userId'),
        apiKey: read('apiKey'),
        customerId: read('customerId'),
        invoiceOption: read('invoiceOption'),
        baseUrl: read('baseUrl'),
        checkUrl: read('checkUrl'),
      }),
  ),
  connectreseller: kind(
    'ConnectReseller',
    [
      secret('apiKey', 'API key'),
      text('resellerId', 'Reseller id'),
      currency,
      url('baseUrl', 'API address', 'https://api.connectreseller.com/ConnectReseller/ESHOP/'),
    ],
    (read) =>
      connectReseller({
        apiKey: read('apiKey'),
        resellerId: read('resellerId'),
        currency: read('currency'),
        baseUrl: read('baseUrl'),
      }),
  ),
  onlinenic: kind(
    'OnlineNIC',
    [
      text('user', 'Reseller id'),
      secret('password', 'Password'),
      secret('apiKey', 'API key'),
      url('baseUrl', 'API address', 'https://api.onlinenic.com/api4/'),
    ],
    (read) =>
      onlineNic({
        user: read('user'),
        password: read('password'),
        apiKey: read('apiKey'),
        baseUrl: read('baseUrl'),
      }),
  ),
  cosmos: kind(
    'Cosmotown',
    [
      secret('apiKey', 'API key'),
      currency,
      url('baseUrl', 'API address', 'https://cosmotown.com/api/reseller/v2.25/'),
    ],
    (read) =>
      cosmotown({
        apiKey: read('apiKey'),
        currency: read('currency'),
        baseUrl: read('baseUrl'),
      }),
  ),
};
