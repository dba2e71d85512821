import { ProviderError } from '#core/provider-error.ts';
import type { FoundAccount, NewPanelAccount } from '#providers/panels/panel.ts';
import type { TaskContext } from '#schema/tasks/kind.ts';
import type { AccountRow } from '#modules/services/account.ts';
import { usernamesFor } from '#modules/services/credentials.ts';
import { writeAccount } from '#modules/services/write-account.ts';

/** How many user names one action tries before a person has to look. */
const MOST_NAMES = 4;

/** How far down the list of names made of a domain a stored one is looked for. */
const FURTHEST_NAME = 100;

/**
 * Makes an account under the first user name its panel takes: one that is refused, or that belongs
 * to somebody else there, is not sent again. A name that staff chose is tried alone. Each name is
 * written down before it is sent, so that a later attempt finds the account under it.
 */
export async function makeAccount(
  { db }: TaskContext,
  row: AccountRow,
  account: NewPanelAccount,
  create: (named: NewPanelAccount) => Promise<FoundAccount>,
): Promise<FoundAccount> {
  const rejections: ProviderError[] = [];
  const reasons = new Set<string>();
  for (const username of [account.username, ...othersAfter(account)]) {
    if (rejections.length > 0) {
      if (await isTaken(db, row, username)) continue;
      await writeAccount(db, row, { username });
    }
    try {
      return await create({ ...account, username });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.outcome !== 'REFUSED') throw error;
      reasons.add(error.message.replaceAll(username, ''));
      if (rejections.push(error) >= MOST_NAMES) break;
    }
  }
  // The same no to every name is not about the name: it begins with the first one again.
  if (reasons.size === 1) await writeAccount(db, row, { username: account.username });
  throw rejections[0]!;
}

/** The names made of the account's domain that come after the one it has. */
function othersAfter({ username, domain }: NewPanelAccount): string[] {
  const names: string[] = [];
  for (const name of usernamesFor(domain)) if (names.push(name) >= FURTHEST_NAME) break;
  const place = names.indexOf(username);
  return place < 0 ? [] : names.slice(place + 1);
}

/** Whether another account of ours on the server has a user name. */
async function isTaken(
  db: TaskContext['db'],
  { serverId }: AccountRow,
  username: string,
): Promise<boolean> {
  const where = { serverId, username };
  return (await db.service.count({ where })) + (await db.serviceAddon.count({ where })) > 0;
}
