import { createHash } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { compare } from 'bcryptjs';
import pLimit from 'p-limit';
import { constantTimeEqual } from '#core/secret.ts';

/** argon2id, which is the library's default, with the parameters OWASP recommends. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The longest password that is looked at, in characters; longer ones are never right. */
export const longestPassword = 256;

// Each takes a whole core and 19 MiB for a while: a crowd at the transport must wait in line.
const inTurn = pLimit(2);

/** The hash of a password, as it is stored. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/**
 * Whether the password is the one behind the stored hash: argon2, or an imported bcrypt or
 * `md5(salt.password):salt`. Where there is no hash (or no readable one) the answer is no, and
 * takes as long as it does for a hash of ours.
 */
export async function verifyPassword(
  stored: string | null | undefined,
  password: string,
): Promise<boolean> {
  const kind = password.length <= longestPassword ? kindOf(stored) : 'none';
  if (kind === 'argon2') return inTurn(() => verify(stored!, password).catch(() => false));
  const [right] = await Promise.all([
    kind === 'none' ? false : matchesOlder(kind, stored!, password),
    inTurn(async () => verify(await decoy(), password.slice(0, longestPassword))),
  ]);
  return right;
}

/** Whether the hash should be made anew from the password, which is known at a sign-in only. */
export function needsUpgrade(stored: string): boolean {
  if (kindOf(stored) !== 'argon2' || !stored.startsWith('$argon2id$')) return true;
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return (
    memoryCost < COST.memoryCost || timeCost < COST.timeCost || parallelism !== COST.parallelism
  );
}

type Kind = 'argon2' | 'bcrypt' | 'md5' | 'none';

function kindOf(stored: string | null | undefined): Kind {
  if (!stored) return 'none';
  if (/^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/.test(stored)) return 'bcrypt';
  if (/^[0-9a-f]{32}:.{1,64}$/i.test(stored)) return 'md5';
  return readable(stored) ? 'argon2' : 'none';
}

function readable(stored: string): boolean {
  try {
    parseOptions(stored);
    return true;
  } catch {
    return false;
  }
}

async function matchesOlder(kind: 'bcrypt' | 'md5', stored: string, password: string) {
  // PHP writes $2y$ and some old programs $2x$, for what the library calls $2b$.
  if (kind === 'bcrypt') return compare(password, stored.replace(/^\$2[xy]\$/, '$2b$'));
  const [sum = '', ...rest] = stored.split(':');
  const found = createHash('md5')
    .update(rest.join(':') + password)
    .digest('hex');
  return constantTimeEqual(found, sum.toLowerCase());
}

let made: Promise<string> | undefined;

/** A hash nobody's password has, to spend the usual time on. */
const decoy = () => (made ??= hash(`no password ${Math.random()}`, COST));
