import { fundsCommand } from './funds-command.ts';

fundsCommand('addFunds', {
  legacy: 'AddFunds',
  description:
    'Make an invoice by which a client buys credit in advance, on the terms of the company.',
  permission: 'billing:pay',
  errors: ['FUNDS_DISABLED', 'FUNDS_ORDER_REQUIRED'],
  requester: 'CLIENT',
});
