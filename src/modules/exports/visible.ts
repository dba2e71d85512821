import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { isStaff } from '#core/actor.ts';
import { connectionNames, exported } from './connections.ts';

/** Who owns what an actor asks for: the person, where there is one, else the credential. */
export function exportOwner({ adminId, userId, id }: Actor): string {
  if (adminId) return `admin:${adminId}`;
  return userId ? `user:${userId}` : id;
}

/** Which exports an actor may see: its own, of what it may still read. */
export function visibleExports(actor: Actor): Prisma.ExportWhereInput {
  const readable = connectionNames.filter((name) => actor.permissions.has(exported[name].read));
  const own = actor.kind === 'system' && isStaff(actor) ? {} : { owner: exportOwner(actor) };
  return { ...own, connection: { in: [...readable] } };
}
