import { expect } from 'vitest';
import { ProviderError } from '#core/provider-error.ts';
import type { ContactData, RegisterOrder } from '#providers/registrars/domain-data.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Provider } from '#providers/define.ts';
import { type Registrar, registrarFrom } from '#providers/registrars/registrar.ts';

/** An account of a registrar, as the core connects it. */
export function connectTo(
  provider: Provider<'registrar'>,
  settings: Record<string, string>,
): Registrar {
  const account = { label: provider.name, isTestMode: false, settings };
  return registrarFrom(provider.capabilities, connectProvider(provider, account));
}

/** A registrant. */
export const carol: ContactData = {
  firstName: 'Carol',
  lastName: 'Jones Smith',
  company: 'Carol & Co',
  email: 'carol@example.org',
  address1: '1 High Street',
  city: 'Bath',
  state: 'Somerset',
  postcode: 'BA1 1AA',
  country: 'GB',
  phone: '+44.1225 123456',
};

/** An order for a name that the programs have free. */
export const order: RegisterOrder = {
  domain: 'new-name.com',
  years: 2,
  nameservers: ['ns1.host.test', 'ns2.host.test'],
  contacts: { registrant: carol },
};

/** A key as a task gives it. */
export const change = { key: 'task:7', timeoutMs: 5000 };

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const error = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}
