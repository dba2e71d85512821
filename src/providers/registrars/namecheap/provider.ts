import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { namecheap } from './namecheap.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'namecheap',
  title: 'Namecheap',
  docs: [
    'https://www.namecheap.com/support/api/methods/',
    'https://www.namecheap.com/support/api/extended-attributes/',
    'https://github.com/namecheap/go-namecheap-sdk',
  ],
  settings: z.object({
    apiUser: setting.text('API user'),
    apiKey: setting.secret('API key'),
    username: setting.optional('Username', 'Left empty: the API user.'),
    clientIp: setting.text(
      'IPv4 address of this server',
      'As it stands on the list of the account.',
    ),
    currency: setting
      .text('Currency of the account (ISO 4217)')
      .default('USD')
      .meta({ title: 'Currency of the account (ISO 4217)', default: 'USD' }),
    baseUrl: setting.address('API address', 'https://api.namecheap.com/'),
  }),
  testSettings: { baseUrl: 'https://api.sandbox.namecheap.com/' },
  capabilities: {
    availability: '`domains.check`; premium prices',
    register: '`domains.create`; Extended Attributes',
    transfer: '`domains.transfer.create`; contacts and name servers follow when it is here',
    renew: '`domains.renew`; `domains.reactivate` for what has expired',
    restore: '`domains.reactivate`',
    getNameservers: '`domains.dns.getList`',
    setNameservers: '`domains.dns.setCustom`',
    getLock: '`domains.getRegistrarLock`',
    setLock: '`domains.setRegistrarLock`',
    getContacts: '`domains.getContacts`',
    setContacts: '`domains.getContacts`, `domains.setContacts`',
    createPrivateNameserver: '`domains.ns.create`, `domains.ns.getInfo`: one IPv4 address',
    updatePrivateNameserver: '`domains.ns.update`',
    deletePrivateNameserver: '`domains.ns.delete`',
    setIdProtection: '`whoisguard.enable`, `whoisguard.disable`: where it was allotted',
    sync: '`domains.getInfo`',
    findOrder: '`domains.getInfo`, `domains.transfer.getList`, `domains.getTldList`',
    balance: '`users.getBalances`',
  },
  connect: namecheap,
});
