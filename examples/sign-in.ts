// Signing in from a page, with a second factor: what a browser does, with a public GraphQL client.
// `npx tsx examples/sign-in.ts http://localhost:4000/graphql you@example.com` tries it from a shell.
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { Client, fetchExchange, gql } from '@urql/core';

const VALIDATE_LOGIN = gql`
  mutation ($input: ValidateLoginInput!) {
    validateLogin(input: $input) {
      session {
        accessToken
        refreshToken
        accessExpiresAt
      }
      challenge {
        token
        modules
      }
    }
  }
`;

const COMPLETE_SIGN_IN = gql`
  mutation ($input: CompleteSignInInput!) {
    completeSignIn(input: $input) {
      session {
        accessToken
        refreshToken
        accessExpiresAt
      }
    }
  }
`;

const VIEWER = gql`
  {
    viewer {
      user {
        email
      }
      session {
        secondFactorAt
      }
    }
  }
`;

export interface Session {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: string;
}

/** What a page asks its visitor for. */
export interface Visitor {
  email: string;
  password: string;
  /** Called when the account has a second factor: the code of its app, or that was mailed. */
  codeFor(modules: string[]): Promise<string>;
}

/** Password first, then the code where one is asked for; the tokens of the session. */
export async function signIn(url: string, { email, password, codeFor }: Visitor): Promise<Session> {
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
  const first = await client.mutation(VALIDATE_LOGIN, { input: { email, password } });
  if (first.error) throw first.error;
  const { session, challenge } = first.data.validateLogin;
  if (session) return session;
  const code = await codeFor(challenge.modules);
  const second = await client.mutation(COMPLETE_SIGN_IN, {
    input: { challenge: challenge.token, code },
  });
  if (second.error) throw second.error;
  return second.data.completeSignIn.session;
}

/** A client that speaks for the session. */
export const clientOf = (url: string, { accessToken }: Session): Client =>
  new Client({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${accessToken}` } },
  });

/** Who the session is for. */
export async function whoAmI(url: string, session: Session) {
  const { data, error } = await clientOf(url, session).query(VIEWER, {});
  if (error) throw error;
  return data.viewer as { user: { email: string }; session: { secondFactorAt: string | null } };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , url = 'http://localhost:4000/graphql', email = ''] = process.argv;
  const prompt = createInterface({ input: stdin, output: stdout });
  const session = await signIn(url, {
    email: email || (await prompt.question('E-mail: ')),
    password: await prompt.question('Password: '),
    codeFor: (modules) => prompt.question(`Code (${modules.join(' or ')}): `),
  });
  prompt.close();
  console.log(await whoAmI(url, session));
}
