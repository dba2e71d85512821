import { now } from '#core/clock.ts';
import { hashToken, newToken } from '#core/secret.ts';
import {
  Prisma,
  type SingleUseToken,
  type SingleUseTokenPurpose,
} from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import type { AccountRef } from '#modules/access/account.ts';
import { ownedBy } from '#modules/access/account.ts';

/** What a token is for and whose it is. */
export interface TokenOrder {
  purpose: SingleUseTokenPurpose;
  /** Null for an address nobody has: the same work is done for it, and nothing comes of it. */
  account: AccountRef | null;
  minutes: number;
  clientId?: number;
  /** The address it proves, lower case. */
  email?: string;
}

/** A fresh token: the row's id for events, the text for whoever it is given to. */
export interface IssuedToken {
  id: number;
  token: string;
  expiresAt: Date;
}

const contextOf = (tokenHash: string) => `single_use_tokens:${tokenHash}`;

/**
 * Makes a token that works once. The row keeps its hash, and the text itself encrypted until it is
 * used, so that the email can carry it and the database alone does not give it away.
 */
export async function issueToken(
  { tx, app, requestInfo }: Work,
  { purpose, account, minutes, clientId, email }: TokenOrder,
): Promise<IssuedToken> {
  const at = now();
  const token = newToken();
  const tokenHash = hashToken(token);
  const encrypted = app.keyring.box('single-use-token').encrypt(token, contextOf(tokenHash));
  const expiresAt = new Date(at.getTime() + minutes * 60_000);
  const { id } = await tx.singleUseToken.create({
    data: {
      purpose,
      ...(account && ownedBy(account)),
      clientId: clientId ?? null,
      email: email ?? null,
      tokenHash,
      payload: { encrypted },
      requestedIp: requestInfo.ip,
      expiresAt,
      createdAt: at,
    },
    select: { id: true },
  });
  return { id, token, expiresAt };
}

/** What a token must be like to be good still. */
export const unused = () => ({ usedAt: null, expiresAt: { gt: now() } });

/**
 * Uses a token up in the change's own transaction: of fifty at once one gets the row, the others
 * (and everybody with a wrong, used or expired one) null.
 */
export async function useToken(
  { tx }: Pick<Work, 'tx'>,
  purpose: SingleUseTokenPurpose,
  token: string,
): Promise<SingleUseToken | null> {
  const [row] = await tx.singleUseToken.updateManyAndReturn({
    where: { tokenHash: hashToken(token), purpose, ...unused() },
    data: { usedAt: now(), payload: Prisma.JsonNull },
  });
  return row ?? null;
}

/** Makes the other tokens of the same purpose worthless, once one of them did its work. */
export const voidTokens = (tx: Tx, purpose: SingleUseTokenPurpose, account: AccountRef) =>
  tx.singleUseToken.updateMany({
    where: { purpose, ...ownedBy(account), usedAt: null },
    data: { usedAt: now(), payload: Prisma.JsonNull },
  });

/**
 * The text of a token for the email that carries it; null once it was used or has expired.
 * @throws DecryptionFailed when the installation's key was lost
 */
export async function tokenText(app: App, db: Db | Tx, id: number): Promise<string | null> {
  const row = await db.singleUseToken.findFirst({ where: { id, ...unused() } });
  const { encrypted } = (row?.payload ?? {}) as { encrypted?: string };
  if (!row || !encrypted) return null;
  return app.keyring.box('single-use-token').decrypt(encrypted, contextOf(row.tokenHash));
}
