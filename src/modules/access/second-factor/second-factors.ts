import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { now } from '#core/clock.ts';
import type { SecondFactor, SecondFactorModule } from '#generated/prisma/client.ts';
import type { Keyring } from '#core/secret.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';
import { useMailedCode } from '#modules/access/passwords/email-code.ts';

/** How many backup codes somebody is given. */
const BACKUP_CODES = 10;
const BACKUP_CODE = /^[a-z2-7]{4}-?[a-z2-7]{4}-?[a-z2-7]{4}$/;

const boxOf = (keyring: Keyring) => keyring.box('second-factor');
const contextOf = ({ kind, id }: AccountRef) => `second_factors:${kind}:${id}`;

/** The factors somebody has activated, the authenticator app first. */
export async function activeFactors(
  db: Db | Tx,
  account: AccountRef,
): Promise<SecondFactorModule[]> {
  const rows = await db.secondFactor.findMany({
    where: { ...ownedBy(account), confirmedAt: { not: null } },
    select: { module: true },
    orderBy: { module: 'asc' },
  });
  return rows.map(({ module }) => module);
}

/** A fresh secret for an authenticator app, and the address its QR code holds. */
export function newAuthenticator(keyring: Keyring, account: AccountRef, label: string) {
  const secret = new Secret({ size: 20 });
  const totp = new TOTP({ issuer: 'Hostgraph', label, secret });
  const secretEncrypted = boxOf(keyring).encrypt(secret.base32, contextOf(account));
  return { secret: secret.base32, otpauthUrl: totp.toString(), secretEncrypted };
}

/** The secret an enrolment gave out. */
export const factorSecret = (keyring: Keyring, account: AccountRef, encrypted: string): string =>
  boxOf(keyring).decrypt(encrypted, contextOf(account));

/**
 * Whether the code is what the app shows now (or half a minute ago or ahead), and was not used
 * before: the step it belongs to is written down, and only later ones are taken after that.
 */
export async function useAppCode(
  { tx, app }: Pick<Work, 'tx' | 'app'>,
  account: AccountRef,
  factor: Pick<SecondFactor, 'id' | 'secretEncrypted'>,
  code: string,
): Promise<boolean> {
  if (!factor.secretEncrypted || !/^\d{6}$/.test(code)) return false;
  const secret = Secret.fromBase32(factorSecret(app.keyring, account, factor.secretEncrypted));
  const totp = new TOTP({ secret });
  const timestamp = now().getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  if (delta === null) return false;
  const counter = totp.counter({ timestamp }) + delta;
  const { count } = await tx.secondFactor.updateMany({
    where: { id: factor.id, OR: [{ lastCounter: null }, { lastCounter: { lt: counter } }] },
    data: { lastCounter: counter, lastUsedAt: now() },
  });
  return count === 1;
}

/** Whether the code proves an active factor: from the app, from the e-mail, or a backup code. */
export async function useCode(work: Work, account: AccountRef, provided: string): Promise<boolean> {
  const code = provided.replace(/\s+/g, '').toLowerCase();
  const factors = await work.tx.secondFactor.findMany({
    where: { ...ownedBy(account), confirmedAt: { not: null } },
  });
  if (!factors.length) return false;
  if (BACKUP_CODE.test(code)) return useBackupCode(work, account, code);
  const app = factors.find(({ module }) => module === 'TOTP');
  if (app && (await useAppCode(work, account, app, code))) return true;
  const mailed = factors.find(({ module }) => module === 'EMAIL');
  return mailed !== undefined && useMailedCode(work, account, code);
}

const backupHash = ({ kind, id }: AccountRef, code: string) =>
  createHash('sha256')
    .update(`backup:${kind}:${id}:${code.replaceAll('-', '')}`)
    .digest('hex');

/** Fresh backup codes, 60 random bits each, instead of those from before; only hashes are kept. */
export async function newBackupCodes({ tx }: Work, account: AccountRef): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, backupCode);
  await tx.backupCode.deleteMany({ where: ownedBy(account) });
  await tx.backupCode.createMany({
    data: codes.map((code) => ({ ...ownedBy(account), codeHash: backupHash(account, code) })),
  });
  return codes;
}

function backupCode(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const text = [...randomBytes(12)].map((byte) => letters[byte % 32]).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

async function useBackupCode({ tx }: Work, account: AccountRef, code: string): Promise<boolean> {
  const { count } = await tx.backupCode.updateMany({
    where: { ...ownedBy(account), codeHash: backupHash(account, code), usedAt: null },
    data: { usedAt: now() },
  });
  return count === 1;
}
