import { randomInt } from 'node:crypto';
import { now } from '#core/clock.ts';
import { constantTimeEqual } from '#core/secret.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';

/** How long a mailed code is good for, in minutes, and how many wrong answers make it void. */
const GOOD_FOR_MINUTES = 10;
const WRONG_ANSWERS = 5;

/** A hash tied to whom the code is for, so that equal codes of two people do not look equal. */
const hashOf = ({ keyring }: App, { kind, id }: AccountRef, code: string) =>
  keyring.mac('email-code', `${kind}:${id}:${code}`);
const contextOf = (codeHash: string) => `email_challenges:${codeHash}`;

/** Makes a code of six digits and has it mailed. Codes asked for before are void. */
export async function mailCode(work: Work, account: AccountRef): Promise<{ expiresAt: Date }> {
  const { tx, app, announce } = work;
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeHash = hashOf(app, account, code);
  await tx.emailChallenge.updateMany({
    where: { ...ownedBy(account), usedAt: null },
    data: { usedAt: at, codeEncrypted: null },
  });
  const expiresAt = new Date(at.getTime() + GOOD_FOR_MINUTES * 60_000);
  const { id } = await tx.emailChallenge.create({
    data: {
      ...ownedBy(account),
      codeHash,
      codeEncrypted: app.keyring.box('email-code').encrypt(code, contextOf(codeHash)),
      expiresAt,
      createdAt: at,
    },
    select: { id: true },
  });
  announce('secondFactor.codeRequested', { challengeId: id, ...ownedBy(account) });
  return { expiresAt };
}

/** Whether this is the code that was mailed last. It works once, and a few wrong ones void it. */
export async function useMailedCode(
  { tx, app }: Pick<Work, 'tx' | 'app'>,
  account: AccountRef,
  code: string,
): Promise<boolean> {
  const open = { ...ownedBy(account), usedAt: null, expiresAt: { gt: now() } };
  const challenge = await tx.emailChallenge.findFirst({
    where: { ...open, attempts: { lt: WRONG_ANSWERS } },
    orderBy: { id: 'desc' },
  });
  if (!challenge) return false;
  if (!constantTimeEqual(challenge.codeHash, hashOf(app, account, code))) {
    await tx.emailChallenge.update({
      where: { id: challenge.id },
      data: { attempts: { increment: 1 } },
    });
    return false;
  }
  const { count } = await tx.emailChallenge.updateMany({
    where: { id: challenge.id, ...open, attempts: { lt: WRONG_ANSWERS } },
    data: { usedAt: now(), codeEncrypted: null },
  });
  return count === 1;
}

/** The code for the email that carries it; null once it was used, replaced or has expired. */
export async function codeText(app: App, db: Db | Tx, id: number): Promise<string | null> {
  const row = await db.emailChallenge.findFirst({
    where: { id, usedAt: null, expiresAt: { gt: now() } },
  });
  if (!row?.codeEncrypted) return null;
  return app.keyring.box('email-code').decrypt(row.codeEncrypted, contextOf(row.codeHash));
}
