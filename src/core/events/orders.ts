interface OfOrder {
  orderId: number;
  clientId: number;
}

/** What orders announces. */
export interface OrdersEvents {
  'order.placed': OfOrder & { sendEmail: boolean };
  'order.accepted': OfOrder & { sendWelcomeEmail: boolean; sendConfirmationEmail: boolean };
  'order.cancelled': OfOrder & { sendEmail: boolean };
  'order.markedFraud': OfOrder;
  'order.markedPending': OfOrder;
  'order.fraudChecked': OfOrder;
  'order.deleted': OfOrder;
}
