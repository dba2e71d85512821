import { customerBalance } from './billing/customer-balance.ts';
import { customerGreedyTransactions } from './billing/customer-greedy-transactions.ts';
import { customerPay } from './billing/customer-pay.ts';
import { customerTransactions } from './billing/customer-transactions.ts';
import { executeOrderWithoutPayment } from './billing/execute-order-without-payment.ts';
import { categoryKeysMapping } from './products/category-keys-mapping.ts';
import { customerPrice } from './products/customer-price.ts';
import { resellerPrice } from './products/reseller-price.ts';

/** Every operation, by its place below /api/. */
export const operations = {
  'billing/customer-balance': customerBalance,
  'billing/customer-greedy-transactions': customerGreedyTransactions,
  'billing/customer-pay': customerPay,
  'billing/customer-transactions': customerTransactions,
  'billing/execute-order-without-payment': executeOrderWithoutPayment,
  'products/reseller-price': resellerPrice,
  'products/customer-price': customerPrice,
  'products/category-keys-mapping': categoryKeysMapping,
};
