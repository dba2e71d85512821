import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

/** Which invoices an actor may see. Customers see no drafts. */
export const visibleInvoices = (actor: Actor): Prisma.InvoiceWhereInput =>
  isBackOffice(actor)
    ? ofVisibleClient(actor)
    : { AND: [ofVisibleClient(actor), { status: { not: 'DRAFT' } }] };

/** Which transactions an actor may see; those deleted by a correcting entry are for staff. */
export const visibleTransactions = (actor: Actor): Prisma.TransactionWhereInput =>
  isStaff(actor) ? {} : { AND: [ofVisibleClient(actor), { isVoided: false }] };

/** Which changes of credit an actor may see. */
export const visibleCredits = (actor: Actor): Prisma.CreditEntryWhereInput =>
  ofVisibleClient(actor);

/** Which stored pay methods an actor may see; removed ones are gone for everybody. */
export const visiblePayMethods = (actor: Actor): Prisma.PayMethodWhereInput => ({
  AND: [ofVisibleClient(actor), { removedAt: null }],
});

/** Which attempts to take money an actor may see. */
export const visibleAttempts = (actor: Actor): Prisma.PaymentAttemptWhereInput =>
  ofVisibleClient(actor);

/** Which gateways an actor may see: what is switched on, and for staff everything. */
export const visibleGateways = (actor: Actor): Prisma.GatewayWhereInput =>
  isStaff(actor) ? {} : { isActive: true, isHidden: false };

/** Which gateways an actor reaches: those it may use, and those its money came by. */
export const reachableGateways = (actor: Actor): Prisma.GatewayWhereInput => {
  const some = ofVisibleClient(actor);
  return {
    OR: [
      visibleGateways(actor),
      { transactions: { some } },
      { payMethods: { some } },
      { paymentAttempts: { some } },
      { invoices: { some } },
      { orders: { some } },
      { services: { some } },
      { domains: { some } },
    ],
  };
};
