import { AcceptOrder } from './AcceptOrder.ts';
import { AddOrder } from './AddOrder.ts';
import { CancelOrder } from './CancelOrder.ts';
import { DeleteOrder } from './DeleteOrder.ts';
import { FraudOrder } from './FraudOrder.ts';
import { GetOrders } from './GetOrders.ts';
import { GetOrderStatuses } from './GetOrderStatuses.ts';
import { GetPromotions } from './GetPromotions.ts';
import { OrderFraudCheck } from './OrderFraudCheck.ts';
import { PendingOrder } from './PendingOrder.ts';

export const ordersCommands = {
  AcceptOrder,
  AddOrder,
  CancelOrder,
  DeleteOrder,
  FraudOrder,
  GetOrders,
  GetOrderStatuses,
  GetPromotions,
  OrderFraudCheck,
  PendingOrder,
};
