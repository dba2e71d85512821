import { now } from '#core/clock.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import type { Account, AccountRef } from '#modules/access/account.ts';

/** So many wrong passwords, codes or answers in a row lock an account. */
export const triesBeforeLock = 10;

/** Whether the account is locked at the moment. */
export const isLocked = ({ lockedUntil }: Pick<Account, 'lockedUntil'>): boolean =>
  lockedUntil !== null && lockedUntil > now();

interface Counted {
  locked: boolean;
}

/** Counts a wrong answer against an account, and locks it when there were too many in a row. */
export async function countFailure({ tx, announce }: Work, account: AccountRef): Promise<void> {
  const at = now();
  // Nothing opens it meanwhile, not even the right password.
  const minutes = await settingNumber(tx, 'InvalidLoginBanLength');
  const until = new Date(at.getTime() + minutes * 60_000);
  // One statement, so that fifty guesses at once count as fifty. While locked, nothing counts.
  const [counted] =
    account.kind === 'user'
      ? await tx.$queryRaw<Counted[]>`
          update users set
            failed_logins = (failed_logins + 1) % ${triesBeforeLock}::int,
            locked_until = case when failed_logins + 1 >= ${triesBeforeLock}::int
                                then ${until}::timestamptz else locked_until end
          where id = ${account.id} and (locked_until is null or locked_until <= ${at})
          returning failed_logins = 0 as locked`
      : await tx.$queryRaw<Counted[]>`
          update admins set
            login_attempts = (login_attempts + 1) % ${triesBeforeLock}::int,
            locked_until = case when login_attempts + 1 >= ${triesBeforeLock}::int
                                then ${until}::timestamptz else locked_until end
          where id = ${account.id} and (locked_until is null or locked_until <= ${at})
          returning login_attempts = 0 as locked`;
  if (!counted?.locked) return;
  if (account.kind === 'user') announce('user.locked', { userId: account.id });
  else announce('admin.locked', { adminId: account.id });
}
