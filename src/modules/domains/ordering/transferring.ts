import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import {
  callTimeoutMs,
  lookUp,
  type OrderOutcome,
  outcomeOf,
  registrarOf,
} from '#modules/domains/registrars/at-registrar.ts';
import { next } from '#modules/domains/life/life-cycle.ts';
import { orderShape, orderDetailsOf, peopleOf, prepareOrder } from './ordering.ts';
import { orderFailed } from './order-failed.ts';
import { recordArrival } from './registration.ts';
import { beforeDelivery } from '#modules/services/life/delivery.ts';
import { closeOrder, noteDelayed, queueEnded } from '#modules/domains/order-queue.ts';
import { step } from '#modules/domains/life/lock-for-transition.ts';
import { domainFor } from '#modules/domains/visible.ts';

interface TransferInput {
  domainId: number;
  nameservers: string[];
  sendEmail: boolean;
}

/** A transfer to us, started at the domain's registrar; ordered once, however often it is tried. */
export const transferring = taskKind<TransferInput, OrderOutcome>({
  kind: 'domain.transfer',
  assumed: () => ({ state: 'done', orderId: null, expiresOn: null, words: '' }),
  retry: { interactive: 'answer', hours: 24 * 7 },
  async go(task, { domainId, nameservers }) {
    const registrar = await registrarOf(task, domainId);
    const { name, eppCode, ...details } = await orderDetailsOf(task, domainId, null, 'transfer');
    const contacts = await peopleOf(task, domainId);
    const order = { domain: name, nameservers, contacts, authCode: eppCode ?? '', ...details };
    const call = { key: task.key, timeoutMs: callTimeoutMs };
    return outcomeOf(await registrar.transfer(order, call));
  },
  reconcile: async (task, { domainId }) => {
    const { name } = await task.db.domain.findUniqueOrThrow({ where: { id: domainId } });
    return lookUp(task, domainId, { kind: 'transfer', domain: name });
  },
  after: async (work, input, outcome) => {
    await closeOrder(work, 'transfer', input.domainId);
    await recordArrival(work, { ...input, years: 1, came: 'transferred' }, outcome);
  },
  delayed: (work, { domainId }, error, task) =>
    noteDelayed(work, 'transfer', domainId, error, task),
  beginAgain: (work, { domainId, sendEmail }) => beginTransfer(work, { domainId, sendEmail }),
  failed: async (work, { domainId }, error, task) => {
    await queueEnded(work, 'transfer', domainId, error, task);
    await orderFailed(work, 'transfer', domainId, error.message);
  },
});

/** What a transfer is begun with. */
export interface BeginTransfer {
  domainId: number;
  /** The code of the losing registrar; the one stored with the domain when left out. */
  eppCode?: string | null;
  nameservers?: readonly (string | null | undefined)[];
  /** Whether the client is written to once it is through. Default yes. */
  sendEmail?: boolean;
}

/**
 * Orders the transfer of a domain that waits (PENDING), in the caller's transaction: the row goes
 * to PENDING_TRANSFER now, the registrar is asked after the commit, and days later the daily run
 * finds it arrived. Gives the task's id.
 * @throws DomainError DOMAIN_EPP_REQUIRED, and what `beginRegistration` refuses with.
 */
export async function beginTransfer(
  work: Work,
  { domainId, eppCode, nameservers = [], sendEmail = true }: BeginTransfer,
): Promise<number> {
  const domain = await domainFor(work, domainId, orderShape);
  if (!next(domain.status, 'transferOrdered'))
    work.fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
  const code = eppCode?.trim();
  if (!code && !domain.eppCodeEncrypted && domain.tld?.requiresEpp)
    work.fail('DOMAIN_EPP_REQUIRED', undefined, { field: 'eppCode' });
  const { id, clientId, years } = domain;
  const names = await prepareOrder(work, domain, 'transfer', nameservers);
  await beforeDelivery(work, { type: 'Domain', id, action: 'TRANSFER', years, paidBy: null });
  const box = work.app.keyring.box('epp-code');
  await step(work, domain, 'transferOrdered', {
    origin: 'TRANSFER',
    statusMessage: '',
    ...(code && { eppCodeEncrypted: box.encrypt(code, `domains:${id}`) }),
  });
  work.announce('domain.transferStarted', { domainId: id, clientId, sendEmail });
  return work.begin(transferring, {
    subject: { type: 'Domain', id },
    clientId,
    input: { domainId: id, nameservers: names, sendEmail },
  });
}
