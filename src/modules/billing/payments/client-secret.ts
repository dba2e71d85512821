import type { App } from '#schema/app.ts';
import { type Db } from '#platform/database/client.ts';

const boxOf = ({ keyring }: Pick<App, 'keyring'>) => keyring.box('payment-secret');
const contextOf = (attemptId: number) => `payment_attempts:${attemptId}`;

/** A gateway's answer fit to be kept: the secret for the client's browser is encrypted in it. */
export function hideSecret<Answer extends { clientSecret?: string }>(
  app: Pick<App, 'keyring'>,
  attemptId: number,
  answer: Answer,
): Answer {
  const { clientSecret } = answer;
  if (!clientSecret) return answer;
  return { ...answer, clientSecret: boxOf(app).encrypt(clientSecret, contextOf(attemptId)) };
}

/** The secret that the client's browser needs to confirm an attempt; null where there is none. */
export async function clientSecretOf(
  { keyring, db }: { keyring: App['keyring']; db: Db },
  attemptId: number,
): Promise<string | null> {
  const attempt = await db.paymentAttempt.findUnique({
    where: { id: attemptId },
    select: { status: true, task: { select: { outcome: true } } },
  });
  const outcome = attempt?.task?.outcome as { clientSecret?: string } | null | undefined;
  if (attempt?.status !== 'REQUIRES_ACTION' || !outcome?.clientSecret) return null;
  return boxOf({ keyring }).decrypt(outcome.clientSecret, contextOf(attemptId));
}
