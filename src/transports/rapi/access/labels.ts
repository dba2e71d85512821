import { choice } from '#transports/rapi/params.ts';
import { dateTimeText } from '#transports/rapi/format.ts';

/** A second factor by its old name. */
export const twoFactorModule = choice({ totp: 'TOTP', email: 'EMAIL' });

/** Every second factor there is, as lists of them name it. */
export const twoFactorModules = [
  {
    kind: 'TOTP',
    name: 'totp',
    displayname: 'Authenticator App',
    description: 'Six digits that an app on the phone shows, new ones every half minute.',
  },
  {
    kind: 'EMAIL',
    name: 'email',
    displayname: 'E-mail',
    description: 'Six digits that come by e-mail at each sign-in.',
  },
] as const;

/** As the graph has them: null for a session in cookies, which this API has none of. */
interface Tokens {
  accessToken: string | null;
  accessExpiresAt: string;
  refreshToken: string | null;
}

/** The tokens of a session; nothing where there is none. */
export const sessionFields = (session: Tokens | null | undefined) =>
  session
    ? {
        access_token: session.accessToken,
        access_expires_at: dateTimeText(session.accessExpiresAt),
        refresh_token: session.refreshToken,
      }
    : {};
