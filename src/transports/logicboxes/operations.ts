import { customerBalance } from '#transports/logicboxes/billing/customer-balance.ts';
import { customerGreedyTransactions } from '#transports/logicboxes/billing/customer-greedy-transactions.ts';
import { customerPay } from '#transports/logicboxes/billing/customer-pay.ts';
import { customerTransactions } from '#transports/logicboxes/billing/customer-transactions.ts';
import { executeOrderWithoutPayment } from '#transports/logicboxes/billing/execute-order-without-payment.ts';
import { categoryKeysMapping } from '#transports/logicboxes/products/category-keys-mapping.ts';
import { customerPrice } from '#transports/logicboxes/products/customer-price.ts';
import { resellerPrice } from '#transports/logicboxes/products/reseller-price.ts';

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
