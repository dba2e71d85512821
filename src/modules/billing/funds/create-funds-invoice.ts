import { fundsCommand } from './funds-command.ts';

fundsCommand('createFundsInvoice', {
  legacy: 'CreateFundsInvoice',
  description:
    'Make such an invoice for a client, also where clients may not; the limits of the amount hold.',
  permission: 'billing:write',
  errors: [],
  requester: 'STAFF',
});
