import { fundsCommand } from './funds-command.ts';

fundsCommand('addFunds', {
  legacy: 'AddFunds',
  description:
    "Create an invoice by which a client buys credit in advance, on the company's terms for adding funds.",
  permission: 'billing:pay',
  errors: ['FUNDS_DISABLED', 'FUNDS_ORDER_REQUIRED'],
  requester: 'CLIENT',
});
