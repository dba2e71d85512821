import { afterAll, expect, it } from 'vitest';
import enom from '#providers/registrars/enom/provider.ts';
import namecheap from '#providers/registrars/namecheap/provider.ts';
import { change, connectTo, failureOf, order } from './cast.ts';
import { enomProgram, enomRow } from './enom-program.ts';
import { namecheapProgram } from './namecheap-program.ts';

const atNamecheap = await namecheapProgram();
const atEnom = await enomProgram();
afterAll(async () => {
  await atNamecheap.close();
  await atEnom.close();
});
const namecheapAccount = connectTo(namecheap, {
  apiUser: 'apiexample',
  apiKey: 'secret-key',
  clientIp: '192.168.1.109',
  baseUrl: atNamecheap.url,
});
const enomAccount = connectTo(enom, {
  accountId: 'resellid',
  token: 'secret-token',
  baseUrl: atEnom.url,
});
const register = 'register' as const;

/*
 * https://www.namecheap.com/support/api/methods/domains/get-tld-list/: NonRealTime. Of such a
 * registration no command tells before it is through, so nothing proves that it was not ordered.
 */
it.each(['uno.es', 'un.eu'])(
  'Namecheap: of %s, which takes time, no order is called absent',
  async (domain) => {
    atNamecheap.misbehave('domains.create', 'drop');
    expect((await failureOf(namecheapAccount.register({ ...order, domain }, change))).outcome).toBe(
      'UNKNOWN',
    );
    const trace = { key: change.key, kind: register, domain };
    expect(await failureOf(namecheapAccount.findOrder(trace))).toMatchObject({
      outcome: 'UNKNOWN',
    });
    expect((await namecheapAccount.findOrder({ ...trace, domain: 'never.com' })).state).toBe(
      'absent',
    );
    // The list is asked for once: "cache this API response".
    expect(atNamecheap.count('domains.getTldList')).toBe(1);
    atNamecheap.domains.set(domain, atNamecheap.waiting.get(domain)!);
    expect((await namecheapAccount.findOrder(trace)).state).toBe('done');
  },
);

/*
 * https://api.enom.com/docs/GetDomainStatus: for "domains that do not register in real time"; it
 * retrieves "the most recent order ID for a domain name".
 */
it.each(['one.sg', 'one.com.au'])(
  'Enom: finds the order for %s before the domain is there',
  async (domain) => {
    atEnom.misbehave('command=Purchase', 'drop');
    expect((await failureOf(enomAccount.register({ ...order, domain }, change))).outcome).toBe(
      'UNKNOWN',
    );
    const trace = { key: 'k', kind: register, domain };
    expect(await enomAccount.findOrder(trace)).toMatchObject({
      state: 'pending',
      orderId: '162373942',
    });
    expect(Object.fromEntries(atEnom.last('command=GetDomainStatus&').form)).toMatchObject({
      OrderType: 'Purchase',
    });
    expect((await enomAccount.findOrder({ ...trace, domain: 'never.sg' })).state).toBe('absent');
    atEnom.domains.set(domain, enomRow());
    expect((await enomAccount.findOrder(trace)).state).toBe('done');
  },
);

it('Enom: of a TLD that takes time nothing is called absent that the registrar does not tell of', async () => {
  const answer = (isRealTime: string) => ({
    body: `<interface-response><ErrCount>1</ErrCount><errors><Err1>Order ID is required</Err1></errors><IsRealTimeTLD>${isRealTime}</IsRealTimeTLD><Done>true</Done></interface-response>`,
  });
  const trace = { key: 'k', kind: register, domain: 'never.sg' };
  atEnom.misbehave('command=GetDomainStatus', answer('False'));
  expect((await failureOf(enomAccount.findOrder(trace))).outcome).toBe('UNKNOWN');
  atEnom.misbehave('command=GetDomainStatus', answer('True'));
  expect((await enomAccount.findOrder({ ...trace, domain: 'never.com' })).state).toBe('absent');
});
