/** Who buys in the simulation, and how they pay. */
export interface Buyer {
  currency: string;
  exponent: number;
  /** Off everything, in percent. */
  discount: number;
  /** In percent, on what is taxed. */
  tax: number;
  /** Days after the due date they pay; null for never. */
  paysAfter: number | null;
}

/** Something that recurs. */
export interface Subject {
  buyer: string;
  kind: 'service' | 'addon' | 'domain';
  name: string;
  bought: string;
  /** The first due date that is still to be billed. */
  due: string;
  months: number;
  /** In minor units. */
  price: bigint;
  isTaxed?: boolean;
  /** A promotion's price for the first renewals. */
  promoted?: { renewals: number; price: bigint };
  /** Bills in all that its product is limited to, of which one is made. */
  limit?: number;
  /** The day its cancellation is asked for, at noon. */
  cancelled?: string;
}

/** Something bought during the simulation, paid to a day of the month first. */
export interface Purchase {
  buyer: string;
  name: string;
  on: string;
  price: bigint;
  /** The day of the month everything falls due on. */
  day: number;
  /** From this day of the month on, the next month is paid for as well; 0 for never. */
  nextMonthAfter: number;
}

const usual = { currency: 'USD', exponent: 2, discount: 0, tax: 0, paysAfter: 0 };

export const buyers: Record<string, Buyer> = {
  Uma: usual,
  Ken: { ...usual, currency: 'JPY', exponent: 0, discount: 10, tax: 10 },
  Layla: { ...usual, currency: 'KWD', exponent: 3, discount: 7.5, paysAfter: 3 },
  Nell: { ...usual, paysAfter: null },
  Omar: usual,
  Pia: usual,
  Rosa: usual,
};

/** It begins here: 31 January, 29 February and the change of the clocks lie ahead. */
export const START = '2028-01-29';

export const subjects: Subject[] = [
  {
    buyer: 'Uma',
    kind: 'service',
    name: 'Month end',
    bought: '2027-12-31',
    due: '2028-01-31',
    months: 1,
    price: 999n,
  },
  {
    buyer: 'Uma',
    kind: 'service',
    name: 'Quarter end',
    bought: '2027-11-30',
    due: '2028-02-29',
    months: 3,
    price: 2750n,
  },
  {
    buyer: 'Uma',
    kind: 'addon',
    name: 'Backup',
    bought: '2027-12-29',
    due: '2028-01-29',
    months: 1,
    price: 101n,
  },
  {
    buyer: 'Uma',
    kind: 'service',
    name: 'Promoted',
    bought: '2027-12-15',
    due: '2028-02-15',
    months: 1,
    price: 2000n,
    promoted: { renewals: 2, price: 1499n },
  },
  {
    buyer: 'Uma',
    kind: 'domain',
    name: 'leap.example',
    bought: '2024-02-29',
    due: '2028-02-29',
    months: 12,
    price: 1495n,
  },
  {
    buyer: 'Ken',
    kind: 'service',
    name: 'Server',
    bought: '2027-12-31',
    due: '2028-01-31',
    months: 1,
    price: 1234n,
    isTaxed: true,
  },
  {
    buyer: 'Ken',
    kind: 'service',
    name: 'Licence',
    bought: '2024-02-29',
    due: '2028-02-29',
    months: 12,
    price: 15001n,
    isTaxed: true,
  },
  {
    buyer: 'Layla',
    kind: 'service',
    name: 'Dinar',
    bought: '2027-12-30',
    due: '2028-01-30',
    months: 1,
    price: 3005n,
  },
  {
    buyer: 'Layla',
    kind: 'service',
    name: 'Half year',
    bought: '2027-08-31',
    due: '2028-02-29',
    months: 6,
    price: 12345n,
  },
  {
    buyer: 'Layla',
    kind: 'domain',
    name: 'dinar.example',
    bought: '2026-03-26',
    due: '2028-03-26',
    months: 24,
    price: 7777n,
  },
  {
    buyer: 'Nell',
    kind: 'service',
    name: 'Unpaid',
    bought: '2028-01-01',
    due: '2028-02-01',
    months: 1,
    price: 3005n,
  },
  {
    buyer: 'Omar',
    kind: 'service',
    name: 'Limited',
    bought: '2028-01-10',
    due: '2028-02-10',
    months: 1,
    price: 500n,
    limit: 3,
  },
  {
    buyer: 'Omar',
    kind: 'service',
    name: 'Leaving',
    bought: '2028-01-20',
    due: '2028-02-20',
    months: 1,
    price: 700n,
    cancelled: '2028-03-03',
  },
];

export const purchases: Purchase[] = [
  {
    buyer: 'Pia',
    name: 'From the 15th',
    on: '2028-02-10',
    price: 3100n,
    day: 15,
    nextMonthAfter: 8,
  },
  {
    buyer: 'Rosa',
    name: 'To the last',
    on: '2028-02-10',
    price: 2899n,
    day: 31,
    nextMonthAfter: 0,
  },
];

/** A service that is paid once and ends automatically so many days after it was bought. */
export const term = { buyer: 'Omar', bought: '2028-01-25', days: 45 };
