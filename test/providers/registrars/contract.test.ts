import { it } from 'vitest';
import type { Loopback } from '#providers/contract/loopback.ts';
import { type RegistrarStandIn, testRegistrar } from '#providers/contract/registrar.ts';
import connectreseller from '#providers/registrars/connectreseller/provider.ts';
import cosmotown from '#providers/registrars/cosmotown/provider.ts';
import logicboxes from '#providers/registrars/logicboxes/provider.ts';
import onlinenic from '#providers/registrars/onlinenic/provider.ts';
import { connectResellerProgram } from './connectreseller-program.ts';
import { cosmotownProgram } from './cosmotown-program.ts';
import { logicBoxesProgram } from './logicboxes-program.ts';
import { onlineNicProgram } from './onlinenic-program.ts';

/** A program as the contract wants it: `register` and `renew` are parts of its addresses. */
const standIn = (
  program: Loopback,
  register: string,
  renew: string,
  settings: Record<string, string>,
  more: Pick<RegistrarStandIn, 'endIn1969'> = {},
): RegistrarStandIn => ({
  ...more,
  settings,
  free: 'new-name.com',
  held: { name: 'held.com', expiresOn: '2027-06-24' },
  misbehave: (mood) => program.misbehave(register, mood),
  count: (operation) => program.count(operation === 'register' ? register : renew),
  close: program.close,
});

testRegistrar(it, logicboxes, async () => {
  const program = await logicBoxesProgram();
  const settings = {
    userId: '700',
    apiKey: 'secret-key',
    customerId: '42',
    baseUrl: `${program.url}api/`,
    checkUrl: `${program.url}api/`,
  };
  // Seconds since 1970, in a text.
  const endIn1969 = () => void (program.orders.get('held.com')!.endtime = '-86400');
  return standIn(program, 'domains/register', 'domains/renew', settings, { endIn1969 });
});

testRegistrar(it, connectreseller, async () => {
  const program = await connectResellerProgram();
  const settings = {
    apiKey: 'secret-key',
    resellerId: '5',
    currency: 'USD',
    baseUrl: `${program.url}ConnectReseller/ESHOP/`,
  };
  // Milliseconds since 1970.
  const endIn1969 = () => void (program.domains.get('held.com')!['expirationDate'] = -86_400_000);
  return standIn(program, 'domainorder', 'RenewalOrder', settings, { endIn1969 });
});

testRegistrar(it, onlinenic, async () => {
  const program = await onlineNicProgram();
  const settings = {
    user: '10578',
    password: 'pass-word',
    apiKey: 'secret-key',
    baseUrl: `${program.url}api4/`,
  };
  const endIn1969 = () => void program.expiries.set('held.com', '1969-12-31 08:00:00');
  return standIn(program, 'registerDomain', 'renewDomain', settings, { endIn1969 });
});

testRegistrar(it, cosmotown, async () => {
  const program = await cosmotownProgram();
  return standIn(program, 'domain/register', 'domain/renew', {
    apiKey: 'secret-key',
    currency: 'USD',
    baseUrl: `${program.url}api/reseller/v2.25/`,
  });
});
