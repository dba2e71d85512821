import type { App } from '#schema/app.ts';

/**
 * What a page that is signed in by cookie sends as `X-CSRF-Token` with each change: bound to the
 * sign-in, so that it stays the same over refreshes, in every tab. One under each key of the ring.
 */
export const csrfTokensOf = ({ keyring }: Pick<App, 'keyring'>, family: string | null): string[] =>
  family === null ? [] : keyring.macs('csrf', family);
