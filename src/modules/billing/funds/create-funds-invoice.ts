import { fundsCommand } from './funds-command.ts';

fundsCommand('createFundsInvoice', {
  legacy: 'CreateFundsInvoice',
  description:
    'Create an invoice for buying credit on behalf of a client, even where clients themselves may not add funds. The limits of the amount still apply.',
  permission: 'billing:write',
  errors: [],
  requester: 'STAFF',
});
