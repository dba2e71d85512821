import { TOTP } from 'otpauth';

/**
 * An authenticator app (RFC 6238): the code of a secret for now. A code opens once, so the second
 * one of the same half minute is that of the next, which is accepted too.
 */
export function authenticator(): (secret: string) => string {
  let last = 0;
  return (secret) => {
    const step = Math.max(Math.floor(Date.now() / 30_000), last + 1);
    last = step;
    return new TOTP({ secret }).generate({ timestamp: step * 30_000 });
  };
}
