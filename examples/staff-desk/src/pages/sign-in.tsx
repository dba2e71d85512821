import { useMutation } from '@apollo/client/react';
import { type FormEvent, useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Failure, valueOf } from '../ui.tsx';

const SIGN_IN = graphql(`
  mutation SignIn($username: String!, $password: Secret!) {
    validateStaffLogin(input: { username: $username, password: $password, asCookie: true }) {
      session {
        csrfToken
      }
      challenge {
        token
        modules
      }
    }
  }
`);

const COMPLETE = graphql(`
  mutation CompleteSignIn($input: CompleteSignInInput!) {
    completeSignIn(input: $input) {
      session {
        csrfToken
      }
    }
  }
`);

interface Props {
  onSession: (csrfToken: string) => void;
}

export function SignIn({ onSession }: Props) {
  const [challenge, setChallenge] = useState<string | null>(null);
  return (
    <main className="narrow card">
      <h1>Staff desk</h1>
      {challenge ? (
        <SecondFactor challenge={challenge} onSession={onSession} />
      ) : (
        <Password onSession={onSession} onChallenge={setChallenge} />
      )}
    </main>
  );
}

function Password({ onSession, onChallenge }: Props & { onChallenge: (token: string) => void }) {
  const [signIn, { error, loading }] = useMutation(SIGN_IN);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const variables = { username: valueOf(form, 'username'), password: valueOf(form, 'password') };
    const { data } = await signIn({ variables });
    const { session, challenge } = data?.validateStaffLogin ?? {};
    if (session) onSession(session.csrfToken);
    if (challenge) onChallenge(challenge.token);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        Username
        <input name="username" autoComplete="username" required autoFocus />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <Failure error={error} />
      <button disabled={loading}>Sign in</button>
    </form>
  );
}

function SecondFactor({ challenge, onSession }: Props & { challenge: string }) {
  const [complete, { error, loading }] = useMutation(COMPLETE);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = valueOf(event.currentTarget, 'code');
    const { data } = await complete({ variables: { input: { challenge, code, asCookie: true } } });
    if (data?.completeSignIn) onSession(data.completeSignIn.session.csrfToken);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        Code of your second factor
        <input name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      </label>
      <Failure error={error} />
      <button disabled={loading}>Continue</button>
    </form>
  );
}
