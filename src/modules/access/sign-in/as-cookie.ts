import type { Context } from '#schema/context.ts';
import type { builder } from '#schema/builder.ts';
import type { Tokens } from './open-session.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The input of every sign-in that a page may have put into cookies. */
export const cookieInput = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  asCookie: t.boolean({
    defaultValue: false,
    description:
      'Whether the session is put into cookies that scripts cannot read (`HttpOnly; Secure; SameSite=Lax`), for pages. Its tokens are not in the answer then, and every later POST carries `csrfToken` as header `X-CSRF-Token`.',
  }),
});

/** Puts the session of an answer into cookies, where that was asked for. */
export function keepInCookies(
  { cookies, dryRun }: Context,
  { asCookie }: { asCookie?: boolean | null | undefined },
  { tokens }: { tokens: Tokens | null },
): void {
  if (asCookie && tokens && !dryRun) cookies?.keep(tokens);
}
