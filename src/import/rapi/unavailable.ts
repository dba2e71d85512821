/** Columns of nouns that no command tells, where it is not plain what becomes of them. */
export const unavailableColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tblusers: {
    password:
      'the hash of an owner comes where GetClientPassword tells it; all else is chosen anew',
    email_verified_at: 'addresses count as not verified',
  },
  tblusers_clients: {
    permissions: 'who is no owner of a client has none on it: grant them anew',
  },
  tblproducts: {
    tax: 'no product is taxed: say it anew',
    autosetup: 'accounts are set up manually: say it anew',
    configoption1: 'packages of server modules are named anew',
    servergroup: 'groups of servers are chosen anew',
  },
  tblcontacts: { phonenumber: 'left empty' },
  tbldomainpricing: {
    autoreg: 'no registrar registers by itself: choose it anew',
    eppcode: 'no code is asked for on a transfer: say it anew',
  },
  tblhosting: {
    nextinvoicedate: 'invoices are made from the due date on',
    created_at: 'the day of registration instead',
  },
  tbldomains: {
    nextinvoicedate: 'invoices are made from the due date on',
    is_premium: 'no domain is a premium one',
  },
  tblticketdepartments: {
    email: 'addresses of departments are entered anew',
  },
  tblticketstatuses: {
    autoclose: 'no status closes tickets by itself',
  },
};

/** Kinds of rows that no command tells, or that are not read by the commands, and what to do instead. */
export const unavailableThings: Readonly<Record<string, string>> = {
  'tax rules': 'no command tells them: enter them anew before the first invoice',
  'addons and service addons':
    'no command tells those of a client: enter them anew on their services',
  'custom fields and their values': 'no command tells what kind they are: enter them anew',
  'client notes': 'no command tells them, but for the note on the client itself, which comes',
  'staff and roles': 'their permissions and hashes are not given: make them anew',
  'server groups and credentials of servers': 'no command tells them',
  'prices of TLDs in other currencies': 'GetTLDPricing tells those of one currency',
  'settings and credentials of payment gateways and registrars': 'no command tells them',
  'payment gateways that are switched off': 'GetPaymentMethods tells those that are on',
  'files of tickets': 'not read by this source',
  'ticket tags': 'no command tells them',
  'knowledge base': 'not read by this source',
  'emails and their templates': 'templates are given without their text; emails are not read',
  'activity log': 'not read by this source',
  'affiliate referrals': 'no command tells them',
  'single withdrawals of affiliates': 'given as a sum, which comes as one on the day they began',
  'requests to cancel that wait': 'enter them on their services',
  'credentials and addresses of resellers': 'tokens are given by their ends alone: make them anew',
  'second factors and answers to security questions': 'they are set up again',
};
