import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again while a busy machine answers that it did nothing, its queue being too long.
 * @param isBusy whether an answer says so
 */
export async function patiently<Answer>(
  send: () => Promise<Answer>,
  isBusy: (answer: Answer) => boolean,
): Promise<Answer> {
  const answer = await send();
  if (!isBusy(answer)) return answer;
  await sleep(200 + Math.random() * 800);
  return patiently(send, isBusy);
}
