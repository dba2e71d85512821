import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

/** Which tickets an actor may see. A ticket of nobody's (a prospect's) is for staff. */
export const visibleTickets = (actor: Actor): Prisma.TicketWhereInput => ofVisibleClient(actor);
