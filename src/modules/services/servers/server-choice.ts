import type { ServerFillType } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { DomainError } from '#core/errors.ts';

/** A server that could take an account, and how full it is. */
export interface Candidate {
  id: number;
  isDefault: boolean;
  /** 0 = no limit. */
  maxAccounts: number;
  accounts: number;
}

/** Where a product wants its accounts. */
export interface ServerRequest {
  serverModule: string;
  serverGroupId: number | null;
  /** Servers that will not do. */
  notServerIds?: readonly number[];
}

/**
 * Picks a server by how full the candidates are; null when none has room. `LEAST_FULL` takes the
 * one with the smallest share of its limit, `FILL_UNTIL_FULL` the fullest that has room; a default
 * server wins among equals, then the older one.
 */
export function pickServer(
  candidates: readonly Candidate[],
  fillType: ServerFillType,
): Candidate | null {
  const open = candidates.filter(
    ({ maxAccounts, accounts }) => maxAccounts === 0 || accounts < maxAccounts,
  );
  // A server without a limit counts as one for ten thousand accounts.
  const share = ({ accounts, maxAccounts }: Candidate) => accounts / (maxAccounts || 10_000);
  const sign = fillType === 'LEAST_FULL' ? 1 : -1;
  const [best] = open.toSorted(
    (a, b) =>
      sign * (share(a) - share(b)) || Number(b.isDefault) - Number(a.isDefault) || a.id - b.id,
  );
  return best ?? null;
}

/**
 * The server for a new account of a product: of its server group by the group's rule, else any
 * active one of its module. The candidates stay locked until the change ends, so that a limit
 * holds however many accounts are made at once.
 * @throws DomainError NO_SERVER_AVAILABLE
 */
export async function chooseServer(
  tx: Tx,
  { serverModule, serverGroupId, notServerIds = [] }: ServerRequest,
): Promise<number> {
  const group = serverGroupId
    ? await tx.serverGroup.findUnique({ where: { id: serverGroupId } })
    : null;
  const ids = await tx.$queryRaw<{ id: number }[]>`
    select s.id from servers s
    where s.module = ${serverModule} and s.is_active and not s.id = any(${[...notServerIds]}::int[])
      and (${group?.id ?? null}::int is null or exists (
        select 1 from server_group_members m
        where m.server_id = s.id and m.group_id = ${group?.id ?? null}::int))
    order by s.id for update`;
  const candidates = await tx.$queryRaw<Candidate[]>`
    select s.id, s.is_default as "isDefault", s.max_accounts as "maxAccounts",
           ((select count(*) from services v where v.server_id = s.id
               and v.status in ('PENDING', 'ACTIVE', 'SUSPENDED'))
          + (select count(*) from service_addons a where a.server_id = s.id
               and a.status in ('PENDING', 'ACTIVE', 'SUSPENDED')))::int as accounts
    from servers s where s.id = any(${ids.map(({ id }) => id)}::int[])`;
  const best = pickServer(candidates, group?.fillType ?? 'LEAST_FULL');
  if (!best) throw new DomainError('NO_SERVER_AVAILABLE');
  return best.id;
}
