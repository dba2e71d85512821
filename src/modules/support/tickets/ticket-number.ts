import { randomBytes, randomInt } from 'node:crypto';

/** How many numbers are tried before there seem to be none left. */
export const NUMBER_TRIES = 20;

/** A ticket number of six digits, or one more for every five tries that found it taken. */
export function newTicketNumber(attempt: number): string {
  const digits = 6 + Math.floor(attempt / 5);
  return String(randomInt(10 ** (digits - 1), 10 ** digits));
}

/** The secret part of a guest's link: 16 letters and digits. */
export const newAccessKey = (): string =>
  randomBytes(12).toString('base64url').replace(/[-_]/g, 'x');
