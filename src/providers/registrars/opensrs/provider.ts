import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { openSrs } from './opensrs.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'opensrs',
  title: 'OpenSRS',
  docs: [
    'https://domains.opensrs.guide/docs/quickstart',
    'https://domains.opensrs.guide/docs/codes',
    'https://github.com/OpenSRS/osrs-toolkit-php',
    'https://github.com/OpenSRS/WHMCS-OpenSRSPro-Module',
  ],
  settings: z.object({
    username: setting.text('Reseller username'),
    apiKey: setting.secret('API key'),
    currency: setting
      .text('Currency of the account (ISO 4217)')
      .default('USD')
      .meta({ title: 'Currency of the account (ISO 4217)', default: 'USD' }),
    baseUrl: setting.address('API address', 'https://rr-n1-tor.opensrs.net:55443/'),
  }),
  testSettings: { baseUrl: 'https://horizon.opensrs.net:55443/' },
  capabilities: {
    availability: '`lookup`, for premium names `get_price`',
    register: '`sw_register` with `reg_type` new',
    transfer: '`sw_register` with `reg_type` transfer',
    renew: '`renew`',
    restore: '`redeem`, then `renew` where the expiry has not moved',
    getNameservers: '`get` all_info',
    setNameservers: '`advanced_update_nameservers` assign',
    getLock: '`get` status',
    setLock: '`modify` status',
    eppCode: '`get` domain_auth_info',
    getContacts: '`get` all_info',
    setContacts: '`update_contacts`',
    listPrivateNameservers: '`get` nameserver',
    createPrivateNameserver: '`create` nameserver: one IPv4 and one IPv6 address',
    updatePrivateNameserver: '`modify` nameserver',
    deletePrivateNameserver: '`delete` nameserver',
    setIdProtection: '`modify` whois_privacy_state',
    sync: '`belongs_to_rsp`, `get` all_info, `get_deleted_domains`',
    findOrder: '`get` all_info, `check_transfer`, `get_orders_by_domain`',
    balance: '`get_balance`',
  },
  connect: openSrs,
});
