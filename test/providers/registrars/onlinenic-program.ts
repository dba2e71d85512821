import { createHash } from 'node:crypto';
import { loopback, type Loopback, type LoopbackReply } from '#providers/contract/loopback.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The stand-in with when its domains end. */
export interface OnlineNicProgram extends Loopback {
  expiries: Map<string, string>;
}

/**
 * OnlineNIC's API 4, after its public client https://github.com/Pezhvak/onlinenic-api (which follows
 * the API 4 Reseller Guide 4.0; commands and parameters, no answers): POST only, one address, HTTP
 * 200 always, the outcome in `code`. Of the answers only `expdate`, `contactid` and `Transfercode`
 * are known; a command that the client does not have is refused.
 */
export async function onlineNicProgram(): Promise<OnlineNicProgram> {
  const expiries = new Map<string, string>([['held.com', '2027-06-24 08:00:00']]);
  let contacts = 0;
  const program = await loopback(({ method, query, form }) => {
    const command = query.get('command') ?? '';
    if (method !== 'POST') return reported(1001, 'Invalid request.');
    const stamp = form.get('timestamp') ?? '';
    const token = md5(`10578${md5('pass-word')}${stamp}${command}`);
    if (form.get('apikey') !== 'secret-key') return reported(1020, 'Invalid API key.');
    if (form.get('token') !== token) return reported(1006, 'Authentication error.');
    const domain = form.get('domain') ?? '';
    const expdate = expiries.get(domain);
    switch (command) {
      case 'checkDomain':
        return reported(1000, 'Command completed successfully.', {
          avail: expdate ? 0 : 1,
          premium: domain === 'gold.com',
        });
      case 'createContact':
        contacts += 1;
        return reported(1000, 'ok', { contactid: `oln${contacts}` });
      case 'registerDomain':
        if (expdate) return reported(1046, 'Failed to register domain.Object exists');
        expiries.set(domain, '2027-06-24 08:00:00');
        return reported(1000, 'ok', { domain, expdate: '2027-06-24 08:00:00' });
      case 'transferDomain':
        return reported(1000, 'ok');
    }
    if (!expdate && domain) return reported(1047, 'Failed to info domain.Object does not exist');
    switch (command) {
      case 'infoDomain':
        return reported(1000, 'ok', { domain, expdate });
      case 'renewDomain': {
        const later = String(Number(expdate?.slice(0, 4)) + Number(form.get('period')));
        expiries.set(domain, later + expdate?.slice(4));
        return reported(1000, 'ok', { expdate: expiries.get(domain) });
      }
      case 'getAuthCode':
        return reported(1000, 'ok', { domain, Transfercode: 'aB3$x' });
      case 'domainChangeContact':
        return reported(2000, "You've submitted update request. Please approve the change.");
    }
    if (!plain.has(command)) return reported(1005, 'Unknown command.');
    return reported(1000, 'Command completed successfully.');
  });
  return { ...program, expiries };
}

/** Commands whose answer says no more than that they are done. */
const plain = new Set(
  'updateDomainDns updateDomainStatus createHost updateHost deleteHost'.split(' '),
);

function reported(code: number, msg: string, data?: unknown): LoopbackReply {
  return { body: { code, msg, ...(data !== undefined && { data }) } };
}
