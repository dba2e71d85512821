import type { SignInProvider } from '#generated/prisma/client.ts';
import type { OidcProvider } from '#providers/oidc.ts';
import type { App } from '#schema/app.ts';

/** The box that the secrets of providers are in. */
export const providerBox = ({ keyring }: App) => keyring.box('sign-in-provider');

/** What ties a secret to its row. */
export const providerContext = (name: string) => `sign_in_providers:${name}`;

/** A provider's row as the protocol needs it. */
export const asOidc = (app: App, row: SignInProvider): OidcProvider => ({
  issuer: row.issuer,
  clientId: row.oauthClientId,
  clientSecret: providerBox(app).decrypt(row.oauthClientSecretEncrypted, providerContext(row.name)),
  scopes: row.scopes,
});
