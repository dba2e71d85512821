import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { AccountRow } from './account.ts';
import { encryptSecret, decryptSecret } from './secrets.ts';

/** What the row of a service and that of an addon know of their accounts alike. */
interface AccountChange {
  serverId?: number;
  username?: string;
  passwordEncrypted?: string;
  hasAccount?: boolean;
  terminatedAt?: Date;
}

/** Writes what changed of an account to the row that has it. */
export async function writeAccount(
  tx: Db | Tx,
  { id, addonId }: AccountRow,
  data: AccountChange,
): Promise<void> {
  if (addonId === null) await tx.service.update({ where: { id }, data });
  else await tx.serviceAddon.update({ where: { id: addonId }, data });
}

/** Encrypts the password of an account for the row that has it. */
export const encryptPassword = (app: App, { id, addonId }: AccountRow, plain: string): string =>
  addonId === null
    ? encryptSecret(app, 'service-password', id, plain)
    : encryptSecret(app, 'addon-password', addonId, plain);

/** The password of an account. @throws DecryptionFailed */
export const passwordOf = (app: App, { id, addonId, passwordEncrypted }: AccountRow): string =>
  addonId === null
    ? decryptSecret(app, 'service-password', id, passwordEncrypted ?? '')
    : decryptSecret(app, 'addon-password', addonId, passwordEncrypted ?? '');
