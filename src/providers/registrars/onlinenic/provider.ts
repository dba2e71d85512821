import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { onlineNic } from './onlinenic.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'onlinenic',
  title: 'OnlineNIC',
  docs: ['https://github.com/Pezhvak/onlinenic-api'],
  settings: z.object({
    user: setting.text('Reseller id'),
    password: setting.secret('Password'),
    apiKey: setting.secret('API key'),
    baseUrl: setting.address('API address', 'https://api.onlinenic.com/api4/'),
  }),
  testSettings: { baseUrl: 'https://ote.onlinenic.com/api4/' },
  capabilities: {
    availability: '`checkDomain`',
    register: '`createContact`, `registerDomain`',
    transfer: '`transferDomain`',
    renew: '`renewDomain`',
    setNameservers: '`updateDomainDns`, 6 at most',
    setLock: '`updateDomainStatus`',
    eppCode: '`getAuthCode`',
    setContacts: '`createContact`, `domainChangeContact`: all four',
    createPrivateNameserver: '`createHost`',
    updatePrivateNameserver: '`updateHost`',
    deletePrivateNameserver: '`deleteHost`',
    sync: '`infoDomain`: expiry only',
    findOrder: '`infoDomain`',
  },
  connect: onlineNic,
});
