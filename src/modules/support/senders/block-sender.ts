import type { BlockedSenderKind } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** Adds a block, unless it is there. A reseller's holds in the tickets of its own customers. */
export async function blockSender(
  { tx, actor }: Work,
  { kind, value }: { kind: BlockedSenderKind; value: string },
): Promise<number> {
  const block = { kind, value, resellerId: actor.resellerId };
  await tx.blockedSender.createMany({
    data: [{ ...block, adminId: actor.adminId }],
    skipDuplicates: true,
  });
  const { id } = await tx.blockedSender.findFirstOrThrow({ where: block, select: { id: true } });
  return id;
}
