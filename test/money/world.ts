import type { Bill } from '#test/oracle/bill.ts';
import type { Asked, GivenBack, PaidDays } from '#test/oracle/change.ts';
import type { Fraction } from '#test/oracle/fraction.ts';
import type { Period, Series } from '#test/oracle/periods.ts';
import type { Owned } from '#test/oracle/service.ts';
import type { Item, Store } from '#test/oracle/shop.ts';
import type { Ask } from './ask.ts';
import type { Shelf } from './company.ts';

/** An item of the cart with the number the gateway knows it by. */
export interface InCart {
  id: string;
  item: Item;
}

/** An order, and what it was for. */
export interface Order {
  id: string;
  bill: Bill | null;
  owned: Owned[];
  status: 'PENDING' | 'ACTIVE' | 'CANCELLED';
}

/** A period that is due on an invoice: paid, it moves the due date behind its last day. */
export interface Granted {
  bill: Bill;
  owned: Owned;
  /** The line as what changes give back is taken from it. */
  asked?: Asked<Bill>;
  period: Period;
  series: Series;
  /** What is paid for it, discounts off and taxes on. */
  paid: Fraction;
}

/** What a change gave back for days of a service; the amount is negative. */
export interface ReturnedMoney extends PaidDays {
  owned: Owned;
}

/** What a sequence knows: the company, its client, and all that came of it so far. */
export interface World {
  ask: Ask;
  store: Store;
  shelf: Shelf;
  clientId: string;
  today: string;
  /** Moves the company's clock to a day. */
  setDay(day: string): void;
  credit: Fraction;
  cart: InCart[];
  /** The day on which the cart is forgotten, unless it changes before. */
  cartUntil: string;
  /** The place of the cart's promotion; null for none. */
  promotion: number | null;
  bills: Bill[];
  orders: Order[];
  owned: Owned[];
  granted: Granted[];
  givenBack: ReturnedMoney[];
  /** The changes that gave something back, in their order. */
  reductions: GivenBack<Bill>[];
  /** All that changes gave back. */
  returned: Fraction;
  payments: Payment[];
  changes: Waiting[];
}

/** A change of a service that waits until its bill is paid. */
export interface Waiting {
  orderId: string;
  owned: Owned;
  bill: Bill;
  finish(): void;
}

/** Money that came in for an invoice. */
export interface Payment {
  id: string;
  bill: Bill;
  amount: Fraction;
  /** What the invoice did not need. */
  toCredit: Fraction;
  /** What of it was given back. */
  refunded: Fraction;
}

export const pick = <Row>(rows: readonly Row[], place: number): Row | undefined =>
  rows[place % Math.max(rows.length, 1)];
