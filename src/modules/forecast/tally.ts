import { encodeId } from '#core/ids.ts';
import type { Day } from '#core/dates.ts';
import type { EventName } from '#core/events.ts';
import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { MoneyValue } from '#schema/money.ts';
import { emailsFor } from '#modules/mail/emails-for.ts';
import { billedIn, type Revenue } from './billed-in.ts';
import { type Total, addedUp } from './totals.ts';

/** What can happen to a client in a forecast, by the event that tells of it. */
const kindOf: Partial<Record<EventName, HappeningKind>> = {
  'invoice.created': 'INVOICE_CREATED',
  'invoice.paid': 'INVOICE_PAID',
  'invoice.cancelled': 'INVOICE_CANCELLED',
  'invoice.reminderDue': 'REMINDER_DUE',
  'payment.received': 'PAYMENT_RECEIVED',
  'service.suspended': 'SERVICE_SUSPENDED',
  'service.unsuspended': 'SERVICE_UNSUSPENDED',
  'service.terminated': 'SERVICE_TERMINATED',
  'domain.renewed': 'DOMAIN_RENEWED',
  'domain.renewalFailed': 'DOMAIN_RENEWAL_FAILED',
  'domain.expired': 'DOMAIN_EXPIRED',
};

/** The kinds of happenings, in the order of a bill's life. */
export const happeningKinds = [
  'INVOICE_CREATED',
  'REMINDER_DUE',
  'LATE_FEE_ADDED',
  'PAYMENT_RECEIVED',
  'INVOICE_PAID',
  'INVOICE_CANCELLED',
  'SERVICE_SUSPENDED',
  'SERVICE_UNSUSPENDED',
  'SERVICE_TERMINATED',
  'DOMAIN_RENEWED',
  'DOMAIN_RENEWAL_FAILED',
  'DOMAIN_EXPIRED',
] as const;

export type HappeningKind = (typeof happeningKinds)[number];

/** One thing that is to happen on a day. */
export interface Happening {
  on: Day;
  kind: HappeningKind;
  clientId: number | null;
  /** Global id of what it is about; `Invoice:new-1` for an invoice that the forecast makes. */
  about: string;
  invoiceId: number | null;
  serviceId: number | null;
  domainId: number | null;
  money: MoneyValue | null;
}

/** What a month comes to. */
export interface Month {
  /** `2026-11`. */
  month: string;
  counts: Record<HappeningKind, number>;
  emails: number;
  invoices: Total[];
  captures: Total[];
  revenue: Revenue[];
}

interface Open {
  counts: Record<HappeningKind, number>;
  emails: number;
  invoiceIds: number[];
  captured: MoneyValue[];
}

/** Counts what happens in a forecast. */
export class Tally {
  readonly happenings: Happening[] = [];
  readonly #months = new Map<string, Open>();
  /** The invoices that the forecast makes, by their ids. */
  readonly #made = new Map<number, string>();
  #today: Happening[] = [];
  #payments: { happening: Happening; transactionId: number }[] = [];
  readonly #keepsAll: boolean;

  /** @param keepsAll whether each thing is listed with its day, besides being counted */
  constructor(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  /** Opens a day, and its month where it is the first one of it. */
  openDay(day: Day): Open {
    const month = day.slice(0, 7);
    const known = this.#months.get(month);
    if (known) return known;
    const counts = Object.fromEntries(happeningKinds.map((kind) => [kind, 0]));
    const open = { counts: counts as Open['counts'], emails: 0, invoiceIds: [], captured: [] };
    this.#months.set(month, open);
    return open;
  }

  note(day: Day, { type, payload, clientId }: PublishedEvent): void {
    const month = this.openDay(day);
    const told = (payload ?? {}) as Record<string, unknown>;
    month.emails += emailsFor(type, told);
    const usual = kindOf[type as EventName];
    if (!usual) return;
    const kind = told.kind === 'lateFee' ? 'LATE_FEE_ADDED' : usual;
    month.counts[kind] += 1;
    const idOf = (name: string) => (typeof told[name] === 'number' ? told[name] : null);
    const invoiceId = idOf('invoiceId');
    if (kind === 'INVOICE_CREATED') {
      month.invoiceIds.push(invoiceId!);
      this.#made.set(invoiceId!, `new-${this.#made.size + 1}`);
    }
    const ids = { invoiceId, serviceId: idOf('serviceId'), domainId: idOf('domainId') };
    const happening = { on: day, kind, clientId, ...ids, about: this.#nameOf(ids), money: null };
    this.#today.push(happening);
    if (kind === 'PAYMENT_RECEIVED')
      this.#payments.push({ happening, transactionId: idOf('transactionId')! });
  }

  #nameOf({ invoiceId, serviceId, domainId }: Record<`${string}Id`, number | null>): string {
    if (invoiceId) return encodeId('Invoice', this.#made.get(invoiceId) ?? invoiceId);
    return serviceId ? encodeId('Service', serviceId) : encodeId('Domain', domainId ?? 0);
  }

  /** Ends a day: the amounts are as they stand now. */
  async closeDay(tx: Tx, day: Day): Promise<void> {
    await this.#readPayments(tx, day);
    if (this.#keepsAll) await this.#readInvoices(tx);
    this.#today = [];
  }

  async #readPayments(tx: Tx, day: Day): Promise<void> {
    if (!this.#payments.length) return;
    const ids = this.#payments.map(({ transactionId }) => transactionId);
    const rows = await tx.transaction.findMany({
      where: { id: { in: ids } },
      select: { id: true, amountIn: true, currencyCode: true },
    });
    const moneyOf = new Map(
      rows.map((row) => [row.id, { amount: row.amountIn, currency: row.currencyCode }]),
    );
    const { captured } = this.openDay(day);
    for (const { happening, transactionId } of this.#payments) {
      happening.money = moneyOf.get(transactionId) ?? null;
      if (happening.money) captured.push(happening.money);
    }
    this.#payments = [];
  }

  async #readInvoices(tx: Tx): Promise<void> {
    const bare = this.#today.filter(({ invoiceId, money }) => invoiceId !== null && !money);
    const rows = await tx.invoice.findMany({
      where: { id: { in: bare.map(({ invoiceId }) => invoiceId!) } },
      select: { id: true, total: true, currencyCode: true },
    });
    const moneyOf = new Map(
      rows.map((row) => [row.id, { amount: row.total, currency: row.currencyCode }]),
    );
    for (const happening of bare) happening.money = moneyOf.get(happening.invoiceId!) ?? null;
    this.happenings.push(...this.#today);
  }

  /** All months in their order, with what their invoices have become by now. */
  async months(tx: Tx): Promise<Month[]> {
    const months: Month[] = [];
    for (const [month, { invoiceIds, captured, ...open }] of this.#months)
      months.push({
        ...open,
        month,
        ...(await billedIn(tx, invoiceIds)),
        captures: addedUp(captured),
      });
    return months;
  }
}
