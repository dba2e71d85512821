import {
  eventClient as client,
  defineEvents,
  eventFlag as flag,
  eventSubjectId as subject,
} from './define.ts';

const order = { orderId: subject('Order'), clientId: client() };

/** Events of orders. */
export const ordersEvents = defineEvents({
  'order.placed': {
    description: 'An order was placed.',
    payload: { ...order, sendEmail: flag() },
  },
  'order.accepted': {
    description: 'An order was accepted.',
    payload: { ...order, sendWelcomeEmail: flag(), sendConfirmationEmail: flag() },
  },
  'order.cancelled': {
    description: 'An order was cancelled.',
    payload: { ...order, sendEmail: flag() },
  },
  'order.markedFraud': { description: 'An order was marked as fraudulent.', payload: order },
  'order.markedPending': { description: 'An order was set back to pending.', payload: order },
  'order.fraudChecked': { description: 'A fraud check of an order has ended.', payload: order },
  'order.deleted': { description: 'An order was deleted.', payload: order },
});
