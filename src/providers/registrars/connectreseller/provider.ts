import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { connectReseller } from './connectreseller.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'connectreseller',
  title: 'ConnectReseller',
  docs: [
    'https://resources.connectreseller.com/API_Document.pdf',
    'https://github.com/dev-cr/registrar-module-whmcs',
  ],
  settings: z.object({
    apiKey: setting.secret('API key'),
    resellerId: setting.text('Reseller id'),
    currency: setting.text('Currency of the account (ISO 4217)'),
    baseUrl: setting.address(
      'API address',
      'https://api.connectreseller.com/ConnectReseller/ESHOP/',
    ),
  }),
  capabilities: {
    availability: 'A.2',
    register: 'A.7, A.7.1, A.7.2, C.1, C.3; what it does not carry follows by B.1, A.27, A.15',
    transfer: 'A.8; contacts follow when it is here',
    renew: "A.11: done by the registry's code 1000",
    getNameservers: 'A.13',
    setNameservers: 'A.15, 13 at most',
    getLock: 'A.13',
    setLock: 'A.20',
    eppCode: 'A.21',
    getContacts: 'A.13, B.3',
    setContacts: 'B.1, B.4, A.27',
    listPrivateNameservers: 'D.5',
    createPrivateNameserver: 'D.1',
    updatePrivateNameserver: 'D.2',
    deletePrivateNameserver: 'D.4',
    setDns: 'A.22; only on',
    setIdProtection: 'A.18',
    sync: 'A.13; `Renewal Hold` by the official module',
    findOrder: 'A.13, A.10',
    balance: 'F.1',
    runCustomAction: 'A.9, B',
  },
  connect: connectReseller,
});
