import { hashPassword } from '#modules/access/passwords/password.ts';
import { tokenText } from '#modules/access/passwords/single-use-token.ts';
import { codeText } from '#modules/access/passwords/email-code.ts';
import type { Answer, Gateway } from '#test/gateway.ts';

/** What every user of the tests signs in with. */
export const PASSWORD = 'correct horse battery';
let hashed: Promise<string> | undefined;
const passwordHash = () => (hashed ??= hashPassword(PASSWORD));

/** A user with the usual password, linked with clients: an owner, or with some permissions only. */
export async function addUser(
  { app }: Gateway,
  name: string,
  links: { clientId: number; permissions?: string[] }[] = [],
): Promise<number> {
  const { id } = await app.db.user.create({
    data: {
      firstName: name,
      lastName: 'User',
      email: `${name.toLowerCase()}@users.test`,
      passwordHash: await passwordHash(),
      clientLinks: {
        create: links.map(({ clientId, permissions }) => ({
          clientId,
          isOwner: permissions === undefined,
          permissions: permissions ?? [],
        })),
      },
    },
  });
  return id;
}

/** Sends an operation with any token, or none. */
export async function askAs(
  { url }: Gateway,
  token: string | null,
  query: string,
  variables: object = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as object;
  return { status: response.status, headers: response.headers, ...body };
}

export const TOKENS = 'accessToken accessExpiresAt refreshToken refreshExpiresAt';

export const SIGN_IN = `mutation ($input: ValidateLoginInput!) {
  validateLogin(input: $input) {
    session { ${TOKENS} } challenge { token modules expiresAt } user { id email } passwordStamp
  }
}`;

/** Tries to sign in; the whole answer. */
export const trySignIn = (gateway: Gateway, name: string, password = PASSWORD) =>
  askAs(gateway, null, SIGN_IN, {
    input: { email: `${name.toLowerCase()}@users.test`, password },
  });

/** The tokens of a sign-in that must succeed. */
export async function signIn(gateway: Gateway, name: string) {
  const { data, errors } = await trySignIn(gateway, name);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.validateLogin.session as {
    accessToken: string;
    refreshToken: string;
    accessExpiresAt: string;
  };
}

/** The token of the latest email of a kind, as the email would carry it. */
export async function lastToken({ app }: Gateway, type: string): Promise<string | null> {
  const event = await app.db.outboxEvent.findFirst({ where: { type }, orderBy: { id: 'desc' } });
  const { tokenId } = (event?.payload ?? {}) as { tokenId?: number };
  return tokenText(app, app.db, tokenId ?? -1);
}

/** The code that was mailed last, as the email would carry it. */
export async function lastCode({ app }: Gateway): Promise<string | null> {
  const challenge = await app.db.emailChallenge.findFirst({ orderBy: { id: 'desc' } });
  return codeText(app, app.db, challenge?.id ?? -1);
}
