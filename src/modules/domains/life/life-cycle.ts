import { addDays, type Day } from '#core/dates.ts';

/** Where a domain stands, as the table has it. */
export type Status =
  | 'PENDING'
  | 'PENDING_REGISTRATION'
  | 'PENDING_TRANSFER'
  | 'ACTIVE'
  | 'GRACE'
  | 'REDEMPTION'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'FRAUD'
  | 'TRANSFERRED_AWAY';

/** What happens to a domain. */
export type LifeEvent =
  | 'registrationOrdered'
  | 'transferOrdered'
  | 'orderFailed'
  | 'received'
  | 'renewed'
  | 'graceBegan'
  | 'redemptionBegan'
  | 'expired'
  | 'transferredAway'
  | 'cancelled'
  | 'foundFraudulent'
  | 'reopened'
  | 'reinstated';

type Edges = Partial<Record<LifeEvent, Status>>;

const ended: Edges = { cancelled: 'CANCELLED', foundFraudulent: 'FRAUD' };
const held: Edges = { ...ended, renewed: 'ACTIVE', transferredAway: 'TRANSFERRED_AWAY' };
const ordered: Edges = { ...ended, orderFailed: 'PENDING', received: 'ACTIVE' };

/** Every step there is. What is not listed cannot happen: such an event changes nothing. */
export const domainTransitions: Readonly<Record<Status, Edges>> = {
  PENDING: {
    ...ended,
    registrationOrdered: 'PENDING_REGISTRATION',
    transferOrdered: 'PENDING_TRANSFER',
  },
  PENDING_REGISTRATION: ordered,
  PENDING_TRANSFER: ordered,
  ACTIVE: { ...held, graceBegan: 'GRACE', redemptionBegan: 'REDEMPTION', expired: 'EXPIRED' },
  GRACE: { ...held, redemptionBegan: 'REDEMPTION', expired: 'EXPIRED' },
  REDEMPTION: { ...held, expired: 'EXPIRED' },
  CANCELLED: { reopened: 'PENDING' },
  // What was registered before it was found fraudulent is held still.
  FRAUD: { reopened: 'PENDING', reinstated: 'ACTIVE' },
  EXPIRED: {},
  TRANSFERRED_AWAY: {},
};

/** Where an event leads from a status; null where it cannot happen there. */
export const next = (status: Status, event: LifeEvent): Status | null =>
  domainTransitions[status][event] ?? null;

/** How long a TLD lets a domain lie after its period has ended, in days. */
export interface Patience {
  graceDays: number;
  redemptionDays: number;
}

/**
 * What the clock says of a domain whose period ends on `expiresOn`: it is good on that day, in
 * grace from the next, then in redemption, then gone.
 */
export function byClock(
  expiresOn: Day,
  { graceDays, redemptionDays }: Patience,
  day: Day,
): 'ACTIVE' | 'GRACE' | 'REDEMPTION' | 'EXPIRED' {
  if (day <= expiresOn) return 'ACTIVE';
  if (day <= addDays(expiresOn, graceDays)) return 'GRACE';
  return day <= addDays(expiresOn, graceDays + redemptionDays) ? 'REDEMPTION' : 'EXPIRED';
}

/** The event by which the clock takes a domain to a status; none leads back. */
export const clockEvent = {
  GRACE: 'graceBegan',
  REDEMPTION: 'redemptionBegan',
  EXPIRED: 'expired',
} as const satisfies Partial<Record<Status, LifeEvent>>;

/** Days before the end of a period on which people are told, the earliest first. */
export const reminderDays = [60, 30, 14, 7, 1] as const;

/**
 * The reminder that is due with so many days left, as its number of days: the last one reached.
 * Null when none is, or when that one (or a later one) was sent before.
 */
export function reminderDue(daysLeft: number, remindedDays: number | null): number | null {
  if (daysLeft < 0) return null;
  const reached = reminderDays.filter((days) => daysLeft <= days).at(-1);
  if (reached === undefined || (remindedDays !== null && remindedDays <= reached)) return null;
  return reached;
}
