import { randomInt } from 'node:crypto';

const LONGEST_USERNAME = 8;

/** Names that a server has users and services of its own by. */
const RESERVED = new Set(
  `abuse admin all apache backup bin cpanel daemon dnsadmin dovecot eximstats ftp games guest halt
  hostmaster http https info lp mail mailman mailnull mysql named news nobody noc operator pop
  postfix postgres postmaster proftpd root security smtp ssh sshd support sync sys system toor
  usenet uucp virtual web webmail webmaster whm www`.split(/\s+/),
);

/**
 * Whether panels take a name: cPanel refuses those that begin with `test` or end in `assword`, and
 * those of the system (docs.cpanel.net, "Reserved Invalid and Misconfigured Usernames").
 */
const isAllowed = (name: string): boolean =>
  !name.startsWith('test') && !name.endsWith('assword') && !RESERVED.has(name);

/**
 * User names to try for an account, best first: made of the domain's letters and digits, begun
 * with a letter and at most eight long, as every panel takes them.
 */
export function* usernamesFor(domainName: string): Generator<string> {
  const letters = (domainName.split('.')[0] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '');
  const wanted = (letters || 'site').slice(0, LONGEST_USERNAME);
  const stem = isAllowed(wanted) ? wanted : `u${wanted}`.slice(0, LONGEST_USERNAME);
  yield stem;
  for (let number = 1; number < 10_000; number += 1) {
    const digits = String(number);
    yield `${stem.slice(0, LONGEST_USERNAME - digits.length)}${digits}`;
  }
}

/** Letters and digits that nobody mistakes for one another, and signs that panels take. */
const ALPHABETS = [
  'ABCDEFGHJKLMNPQRSTUVWXYZ',
  'abcdefghijkmnopqrstuvwxyz',
  '23456789',
  '!#%+-=@_',
] as const;

const PASSWORD_LENGTH = 18;

const pick = (alphabet: string) => alphabet.charAt(randomInt(alphabet.length));

/** A fresh password with every kind of character in it, as panels demand. */
export function newPassword(): string {
  const every = ALPHABETS.join('');
  const characters = Array.from({ length: PASSWORD_LENGTH }, (_, place) =>
    pick(ALPHABETS[place] ?? every),
  );
  for (let place = characters.length - 1; place > 0; place -= 1) {
    const other = randomInt(place + 1);
    [characters[place], characters[other]] = [characters[other]!, characters[place]!];
  }
  return characters.join('');
}
