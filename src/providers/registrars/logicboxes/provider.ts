import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { logicBoxes } from './logicboxes.ts';

export default defineProvider({
  kind: 'registrar',
  name: 'logicboxes',
  title: 'LogicBoxes / ResellerClub',
  docs: ['https://manage.logicboxes.com/kb', 'https://metacpan.org/pod/WWW::LogicBoxes'],
  settings: z.object({
    userId: setting.text('Reseller id'),
    apiKey: setting.secret('API key'),
    customerId: setting.text('Customer id that holds the orders'),
    invoiceOption: setting.choice(
      'Invoices to the customer',
      ['NoInvoice', 'PayInvoice', 'KeepInvoice', 'OnlyAdd'],
      'NoInvoice',
    ),
    baseUrl: setting.address('API address', 'https://httpapi.com/api/'),
    checkUrl: setting.address(
      'Address of availability checks',
      'https://domaincheck.httpapi.com/api/',
    ),
  }),
  testSettings: {
    baseUrl: 'https://test.httpapi.com/api/',
    checkUrl: 'https://test.httpapi.com/api/',
  },
  capabilities: {
    availability: 'kb 764; internationalised names kb 1427, with their language',
    register: 'kb 752, 790',
    transfer: '`domains/transfer` (WWW::LogicBoxes)',
    renew: 'kb 746',
    restore: 'kb 760, then kb 746 where the expiry has not moved',
    getNameservers: 'kb 1755',
    setNameservers: '`domains/modify-ns` (WWW::LogicBoxes)',
    getLock: '`domains/locks` (WWW::LogicBoxes)',
    setLock: '`domains/enable-theft-protection`, `disable-…` (WWW::LogicBoxes)',
    eppCode: 'kb 1755 (`domsecret`)',
    getContacts: 'kb 1755',
    setContacts: 'kb 790, `domains/modify-contact` (WWW::LogicBoxes)',
    listPrivateNameservers: 'kb 1755',
    createPrivateNameserver: 'kb 780',
    updatePrivateNameserver: 'kb 780, 934',
    deletePrivateNameserver: 'kb 782',
    setIdProtection: 'kb 2085 once, then kb 778; not for the TLDs that kb 2085 lists',
    sync: 'kb 1755',
    findOrder: 'kb 1755, 908',
    balance: 'kb 1110',
    runCustomAction: '`domains/cancel-transfer`, `resend-rfa` (WWW::LogicBoxes)',
  },
  connect: logicBoxes,
});
