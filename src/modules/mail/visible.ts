import { type Actor, isBackOffice, isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, ofVisibleClient } from '#modules/access/visible.ts';

/**
 * Which e-mails an actor may see: those recorded with its clients. What went to users and staff
 * themselves, such as links for a new password, is for the company.
 */
export const visibleEmails = (actor: Actor): Prisma.EmailWhereInput =>
  isStaff(actor) ? {} : { AND: [ofVisibleClient(actor), { clientId: { not: null } }] };

/** Which templates an actor may see: the back office all of them. */
export const visibleTemplates = (actor: Actor): Prisma.EmailTemplateWhereInput =>
  isBackOffice(actor) ? {} : matchNone;

/** Which webhook endpoints an actor may see: staff all, a reseller its own, a client its own. */
export function visibleEndpoints(actor: Actor): Prisma.WebhookEndpointWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller') return { resellerId: actor.resellerId ?? -1 };
  return { clientId: { in: [...actor.clientIds] } };
}
