import { countdown, listOf, messageOf, pick } from '#providers/registrars/answers.ts';
import type { RegistrarMessage } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { type EppAccount, failedWith, sendEpp } from './client.ts';

/** The oldest message of the queue (RFC 5730, 2.9.2.3): 1300 says that there is none. */
export async function nextMessage(
  account: EppAccount,
  limit?: Limit,
): Promise<RegistrarMessage | null> {
  const command = { name: 'poll', attributes: { op: 'req' } };
  const { code, data, queue } = await sendEpp(account, command, countdown(limit?.timeoutMs)());
  const id = textIn(pick(queue, '@id'));
  if (code === '1300' || id === null) return null;
  const queued = Date.parse(textIn(pick(queue, 'qDate')) ?? '');
  // What it is about stands in an object of its own: trnData, panData, infData, renData …
  const objects = listOf(data).flatMap((one) => Object.values(one as object));
  const named = objects.map((one) => textIn(pick(one, 'name'))).find((name) => name !== null);
  const { domain, transfer } = {
    domain: named?.toLowerCase() ?? null,
    transfer: pick(data, 'trnData'),
  };
  const isAskedOfUs =
    textIn(pick(transfer, 'trStatus')) === 'pending' &&
    textIn(pick(transfer, 'acID')) === account.clientId;
  return {
    id,
    queuedAt: Number.isNaN(queued) ? null : new Date(queued),
    text: messageOf(textIn(pick(queue, 'msg')), 'A message without words.', account.password),
    domain,
    needsDecision: isAskedOfUs,
  };
}

/** Takes a message off the queue; 2303 is that of one that is off it already. */
export async function acknowledgeMessage(
  account: EppAccount,
  id: string,
  limit?: Limit,
): Promise<void> {
  const command = { name: 'poll', attributes: { op: 'ack', msgID: id } };
  try {
    await sendEpp(account, command, countdown(limit?.timeoutMs)());
  } catch (error) {
    if (!failedWith(error, '2303')) throw error;
  }
}
