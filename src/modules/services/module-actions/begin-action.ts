import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { openTasks } from '#schema/tasks/kind.ts';
import { cancelTask } from '#schema/tasks/cancel.ts';
import type { Work } from '#schema/work.ts';
import {
  type HostingAccountRef,
  type AccountRow,
  hostingAccountOf,
  moduleOf,
  subjectOf,
} from '#modules/services/account.ts';
import { newPassword, usernamesFor } from '#modules/services/credentials.ts';
import { beforeDelivery } from '#modules/services/life/delivery.ts';
import { createAccount } from './module-actions.ts';
import type { ActionInput, ModuleAction } from '#modules/services/module-task.ts';
import { isAutomatic, isModule } from '#modules/services/servers/module.ts';
import { chooseServer } from '#modules/services/servers/server-choice.ts';
import { serviceFor } from '#modules/services/visible.ts';
import { encryptPassword, writeAccount } from '#modules/services/write-account.ts';

/**
 * Begins an action on the account of a service or of an addon on it: carried out after the commit,
 * its error being the answer. An earlier try of the same action whose outcome is unknown is taken up by this one.
 * Gives the task's id.
 * @throws DomainError SERVICE_NOT_FOUND, SERVICE_HAS_NO_MODULE, SERVICE_STATUS_WRONG,
 * MODULE_ACTION_UNDER_WAY, MODULE_ACTION_UNSETTLED and, for making an account, those of `prepare`.
 */
export async function beginAction(
  work: Work,
  action: ModuleAction,
  input: ActionInput,
): Promise<number> {
  await serviceFor(work, input.serviceId, { id: true });
  const row = await hostingAccountOf(work.tx, input);
  const module = moduleOf(row);
  if (!isModule(work.app, module)) throw new DomainError('SERVICE_HAS_NO_MODULE');
  if (!mayBegin(row, action))
    throw new DomainError('SERVICE_STATUS_WRONG', `The service is ${row.status.toLowerCase()}.`, {
      status: row.status,
    });
  if (action === createAccount) {
    await prepare(work, row);
    if (row.status === 'PENDING') await beforeDelivery(work, subjectOf(input));
  } else if (isAutomatic(work.app, module) && row.serverId === null)
    throw new DomainError('SERVICE_HAS_NO_SERVER');
  await supersede(work.tx, action, input);
  return work.begin(action.task, {
    subject: subjectOf(input),
    clientId: row.clientId,
    input,
  });
}

/** A cancelled or fraudulent service has nothing to remove unless an account is there. */
function mayBegin({ status, hasAccount }: AccountRow, { from }: ModuleAction): boolean {
  const over = status === 'CANCELLED' || status === 'FRAUD';
  return from.includes(status) && (!over || hasAccount);
}

/**
 * Gives an account what it needs: a server, a user name and a password.
 * @throws DomainError SERVICE_HAS_ACCOUNT, SERVICE_HAS_NO_DOMAIN, NO_SERVER_AVAILABLE
 */
async function prepare({ tx, app }: Work, row: AccountRow): Promise<void> {
  const { product, serverId, notServerIds, domainName, username, passwordEncrypted } = row;
  if (row.hasAccount) throw new DomainError('SERVICE_HAS_ACCOUNT');
  if (!isAutomatic(app, product.serverModule)) return;
  if (!domainName) throw new DomainError('SERVICE_HAS_NO_DOMAIN');
  const server = serverId ?? (await chooseServer(tx, { ...product, notServerIds }));
  await writeAccount(tx, row, {
    serverId: server,
    username: username || (await freeUsername(tx, server, domainName)),
    passwordEncrypted: passwordEncrypted ?? encryptPassword(app, row, newPassword()),
  });
}

async function freeUsername(tx: Tx, serverId: number, domainName: string): Promise<string> {
  // The server is locked, so that two accounts made at once do not choose the same name.
  await tx.$queryRaw`select id from servers where id = ${serverId} for update`;
  for (const username of usernamesFor(domainName)) {
    const where = { serverId, username };
    const taken = (await tx.service.count({ where })) + (await tx.serviceAddon.count({ where }));
    if (!taken) return username;
  }
  throw new DomainError('NO_SERVER_AVAILABLE', 'No user name is left on that server.');
}

/** How long a task that was just begun is left to the process that began it, in milliseconds. */
const FRESH_MS = 15_000;

/**
 * Makes room for a new try: the same action's earlier try of unknown outcome ends here, since all
 * but custom functions are safe to repeat. Anything else that is open has to be settled first.
 */
async function supersede(tx: Tx, { task }: ModuleAction, ref: HostingAccountRef): Promise<void> {
  const subject = subjectOf(ref);
  const open = await tx.task.findMany({
    where: {
      subjectType: subject.type,
      subjectId: subject.id,
      kind: { startsWith: 'module.' },
      ...openTasks,
    },
  });
  for (const { id, kind, state, attempts, createdAt, sentAt } of open) {
    const taskId = Number(id);
    const isFresh = attempts === 0 && now().getTime() - createdAt.getTime() < FRESH_MS;
    if (state === 'RUNNING' || isFresh)
      throw new DomainError('MODULE_ACTION_UNDER_WAY', undefined, { taskId });
    // What has not been sent yet gives way to what is wanted now.
    if (sentAt !== null && (kind !== task.kind || !task.resendable))
      throw new DomainError('MODULE_ACTION_UNSETTLED', undefined, { taskId, action: kind });
    if (!(await cancelTask(tx, taskId, 'Tried again.')))
      throw new DomainError('MODULE_ACTION_UNDER_WAY', undefined, { taskId });
  }
}
