import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { enom } from './enom.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'enom',
  title: 'Enom',
  docs: [
    'https://api.enom.com/docs',
    'https://www.enom.com/api/API%20topics/api_GetDomainInfo.htm',
    'https://metacpan.org/pod/WWW::eNom',
  ],
  settings: z.object({
    accountId: setting.text('Account ID'),
    token: setting.secret('API token'),
    currency: setting
      .text('Currency of the account (ISO 4217)')
      .default('USD')
      .meta({ title: 'Currency of the account (ISO 4217)', default: 'USD' }),
    baseUrl: setting.address('API address', 'https://reseller.enom.com/'),
  }),
  testSettings: { baseUrl: 'https://resellertest.enom.com/' },
  capabilities: {
    availability: '`Check`; premium prices by `PE_GetPremiumPricing`',
    register: '`Purchase`; extended attributes',
    transfer: '`TP_CreateOrder`; contacts and name servers follow when it is here',
    renew: '`Extend`; `UpdateExpiredDomains` for what has expired',
    restore: '`Extend_RGP`, for one year; `UpdateExpiredDomains`',
    getNameservers: '`GetDNS`',
    setNameservers: '`ModifyNS`',
    getLock: '`GetRegLock`',
    setLock: '`SetRegLock`',
    getContacts: '`GetContacts`',
    setContacts: '`Contacts`, one for each that changes',
    createPrivateNameserver: '`RegisterNameServer`: one IPv4 address, the domain unlocked',
    updatePrivateNameserver: '`UpdateNameServer`',
    deletePrivateNameserver: '`DeleteNameServer`',
    setIdProtection: '`EnableServices`, `DisableServices`: where ID Protect was bought',
    sync: '`GetDomainInfo`',
    findOrder: '`GetDomainInfo`, `GetDomainStatus`, `TP_GetOrdersByDomain`, `TP_GetOrder`',
    balance: '`GetBalance`',
  },
  connect: enom,
});
