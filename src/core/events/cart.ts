/** What cart announces. */
export interface CartEvents {
  /** Something was put in, changed or taken out; for client carts only. */
  'cart.changed': { cartId: number; clientId: number };
}
