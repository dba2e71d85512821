import { z } from 'zod';
import { now } from '#core/clock.ts';
import { constantTimeEqual } from '#core/secret.ts';
import type { App } from './app.ts';

/** The longest a link may be good for, in seconds. */
const MOST_SECONDS = 3_600;

/** The argument of every field that gives a signed link. */
export const expiresIn = {
  required: true as const,
  defaultValue: 300,
  description: `How long the link works, in seconds: 1 to ${MOST_SECONDS}.`,
  validate: z.int().min(1).max(MOST_SECONDS),
};

const textOf = (path: string, until: number) => `${path} ${until}`;

/**
 * An address that opens a file without a token, for a while: for whoever may read it now, to put
 * into a page or to hand on.
 */
export function signedLink(
  { keyring, config, runtime }: App,
  path: string,
  seconds: number,
): string {
  const until = Math.floor(now().getTime() / 1_000) + seconds;
  const signature = keyring.mac('link', textOf(path, until));
  const sandbox = runtime.sandbox === null ? '' : `&sandbox=${runtime.sandbox}`;
  return `${config.publicUrl}${path}?until=${until}&signature=${signature}${sandbox}`;
}

/** Whether an address was signed here and is good still. */
export function isSignedLink({ keyring }: App, { pathname, searchParams }: URL): boolean {
  const until = Number(searchParams.get('until'));
  const signature = searchParams.get('signature') ?? '';
  if (!Number.isSafeInteger(until) || until * 1_000 <= now().getTime()) return false;
  return keyring
    .macs('link', textOf(pathname, until))
    .some((right) => constantTimeEqual(right, signature));
}
