import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { serverFor } from '#modules/services/visible.ts';

/** The group a change is about, locked. @throws DomainError SERVER_GROUP_NOT_FOUND */
export async function serverGroupFor({ tx }: Work, id: number): Promise<number> {
  const [group] = await tx.$queryRaw<{ id: number }[]>`
    select id from server_groups where id = ${id} for update`;
  if (!group) throw new DomainError('SERVER_GROUP_NOT_FOUND');
  return group.id;
}

/** That no other group has a name. @throws DomainError SERVER_GROUP_NAME_TAKEN */
export async function requireFreeName({ tx }: Work, name: string, own = 0): Promise<void> {
  const other = await tx.serverGroup.findFirst({ where: { name, id: { not: own } } });
  if (other) throw new DomainError('SERVER_GROUP_NAME_TAKEN', undefined, { field: 'name' });
}

/** Makes these the servers of a group, and no others. @throws DomainError SERVER_NOT_FOUND */
export async function setGroupServers(
  work: Work,
  groupId: number,
  ids: readonly Parameters<typeof keyOf>[0][],
): Promise<void> {
  const serverIds = [...new Set(ids.map(keyOf))];
  for (const id of serverIds) await serverFor(work, id);
  await work.tx.serverGroupMember.deleteMany({ where: { groupId } });
  await work.tx.serverGroupMember.createMany({
    data: serverIds.map((serverId) => ({ groupId, serverId })),
  });
}
