import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { openprovider } from './openprovider.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'openprovider',
  title: 'Openprovider',
  docs: [
    'https://docs.openprovider.com',
    'https://github.com/openprovider/api-documentation',
    'https://github.com/openprovider/Openprovider-WHMCS-domains',
    'https://doc.openprovider.eu/API_Format_Domain_Status',
  ],
  settings: z.object({
    username: setting.text('Username'),
    password: setting.secret('Password'),
    baseUrl: setting.address('API address', 'https://api.openprovider.eu/v1beta/'),
  }),
  testSettings: { baseUrl: 'https://api.cte.openprovider.eu/v1beta/' },
  capabilities: {
    availability: '`POST /domains/check`; premium prices',
    register: '`POST /customers`, `POST /domains`',
    transfer: '`POST /domains/transfer`',
    renew: '`POST /domains/{id}/renew`; in soft quarantine `restore` (official module)',
    restore: '`POST /domains/{id}/restore`, then `renew` where the expiry has not moved',
    getNameservers: '`GET /domains`',
    setNameservers: '`PUT /domains/{id}`',
    getLock: '`GET /domains`: `is_locked`',
    setLock: '`PUT /domains/{id}`',
    eppCode: '`GET /domains/{id}/authcode`',
    getContacts: '`GET /domains`, `GET /customers/{handle}`',
    setContacts: '`POST /customers`, `PUT /domains/{id}`',
    listPrivateNameservers: '`GET /dns/nameservers`',
    createPrivateNameserver: '`POST /dns/nameservers`: one IPv4 and one IPv6 address',
    updatePrivateNameserver: '`PUT /dns/nameservers/{name}`',
    deletePrivateNameserver: '`DELETE /dns/nameservers/{name}`',
    setIdProtection: '`PUT /domains/{id}`',
    sync: '`GET /domains`: `renewal_date`, Domain Status',
    findOrder: '`GET /domains`: Domain Status',
    balance: '`GET /resellers`',
  },
  connect: openprovider,
});
