import { randomBytes } from 'node:crypto';
import { now } from '#core/clock.ts';
import { addYears, toDate, toDay } from '#core/dates.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Prisma, SandboxDomain } from '#generated/prisma/client.ts';
import type { Contacts, Dnssec, PrivateNameserver } from '#providers/registrars/domain-data.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';

/** What the sandbox keeps of a domain that a registry would keep in other columns. */
export interface DomainAddons {
  dns: boolean;
  emailForwarding: boolean;
  /** `YYYY-MM-DDTHH:MM:SSZ` when a transfer to us is through; empty when none is on its way. */
  transferReadyAt: string;
}

const DAY_MS = 86_400_000;
/** How long a transfer takes. */
export const TRANSFER_DAYS = 5;
const REDEMPTION_AFTER_DAYS = 45;
const GONE_AFTER_DAYS = 75;

export const hostsOf = (row: SandboxDomain): PrivateNameserver[] =>
  (row.hosts ?? []) as unknown as PrivateNameserver[];
export const sandboxContactsOf = (row: SandboxDomain): Contacts =>
  row.contacts as unknown as Contacts;
export const sandboxDnssecOf = (row: SandboxDomain): Dnssec =>
  (row.dnssec ?? { dsRecords: [], keys: [] }) as unknown as Dnssec;
export const domainAddonsOf = (row: SandboxDomain): DomainAddons => ({
  dns: false,
  emailForwarding: false,
  transferReadyAt: '',
  ...(row.records as Partial<DomainAddons> | null),
});
export const asJson = (value: unknown) => value as Prisma.InputJsonValue;

/** What the sandbox asks for a premium name: its registration, and a year's renewal. */
export const premiumPrices = {
  register: { amount: '1500.00', currency: 'USD' },
  renew: { amount: '150.00', currency: 'USD' },
} as const;

/** Whether a name asks for something to happen to it: `shop-taken.com`, `shop-premium-2.net`. */
export const requests = (name: string, param: 'taken' | 'premium' | 'pending' | 'rejected') =>
  new RegExp(`-${param}(?=-|\\d|$)`).test(name.split('.')[0] ?? '');

/**
 * The sandbox's row of a domain, moved on to where the clock has brought it: transfers end, and
 * names nobody renewed fall into redemption and go.
 */
export async function holding(db: Db | Tx, name: string): Promise<SandboxDomain | null> {
  const row = await db.sandboxDomain.findUnique({ where: { name } });
  if (!row) return null;
  const change = moved(row);
  return change ? db.sandboxDomain.update({ where: { name }, data: change }) : row;
}

function moved(row: SandboxDomain): Prisma.SandboxDomainUpdateInput | null {
  const at = now().getTime();
  const { transferReadyAt } = domainAddonsOf(row);
  if (row.status === 'pendingTransfer') {
    if (at < Date.parse(transferReadyAt)) return null;
    // The losing registrar says no at the end.
    if (requests(row.name, 'rejected')) return { status: 'rejected' };
    const expiresAt = yearsOn(new Date(transferReadyAt), 1);
    return { status: 'active', expiresAt };
  }
  const overdue = (at - row.expiresAt.getTime()) / DAY_MS;
  if (row.status === 'active' && overdue > REDEMPTION_AFTER_DAYS) return { status: 'redemption' };
  if (row.status === 'redemption' && overdue > GONE_AFTER_DAYS) return { status: 'cancelled' };
  return null;
}

/** The row of a domain that the account holds. @throws ProviderError REFUSED */
export async function held(db: Db | Tx, name: string): Promise<SandboxDomain> {
  const row = await holding(db, name);
  if (row && ['active', 'redemption', 'pendingTransfer'].includes(row.status)) return row;
  throw new ProviderError('REFUSED', `The sandbox does not hold ${name}.`);
}

/** Whether a name is taken as far as the sandbox is concerned. */
export const isHeld = (row: SandboxDomain | null): boolean =>
  row !== null && !['cancelled', 'rejected'].includes(row.status);

/** An instant some calendar years later. */
export function yearsOn(from: Date, years: number): Date {
  return toDate(addYears(toDay(from), years));
}

/** The box and context in which the sandbox keeps EPP codes. */
export const eppBox = (app: App, name: string) => {
  const box = app.keyring.box('sandbox-epp');
  const context = `sandbox_domains:${name}`;
  return {
    fresh: () => box.encrypt(`SB-${randomBytes(9).toString('base64url')}`, context),
    open: (text: string) => box.decrypt(text, context),
  };
};
