import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../generated/index.ts';
import { Failure, valueOf } from '../ui.tsx';

const SIGN_IN = graphql(`
  mutation SignIn($email: String!, $password: Secret!) {
    validateLogin(input: { email: $email, password: $password, asCookie: true }) {
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

export function SignIn({ onSession }: { onSession: (csrfToken: string) => void }) {
  const [challenge, setChallenge] = useState<string | null>(null);
  return (
    <main className="narrow card">
      <h1>Client area</h1>
      {challenge ? (
        <SecondFactor challenge={challenge} onSession={onSession} />
      ) : (
        <Password onSession={onSession} onChallenge={setChallenge} />
      )}
    </main>
  );
}

interface PasswordProps {
  onSession: (csrfToken: string) => void;
  onChallenge: (token: string) => void;
}

function Password({ onSession, onChallenge }: PasswordProps) {
  const [{ error, fetching }, signIn] = useMutation(SIGN_IN);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { data } = await signIn({
      email: valueOf(form, 'email'),
      password: valueOf(form, 'password'),
    });
    const { session, challenge } = data?.validateLogin ?? {};
    if (session) onSession(session.csrfToken);
    if (challenge) onChallenge(challenge.token);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        Email
        <input name="email" type="email" autoComplete="username" required autoFocus />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <Failure error={error} />
      <button disabled={fetching}>Sign in</button>
    </form>
  );
}

function SecondFactor({
  challenge,
  onSession,
}: {
  challenge: string;
  onSession: (csrfToken: string) => void;
}) {
  const [{ error, fetching }, complete] = useMutation(COMPLETE);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = valueOf(event.currentTarget, 'code');
    const { data } = await complete({ input: { challenge, code, asCookie: true } });
    if (data?.completeSignIn) onSession(data.completeSignIn.session.csrfToken);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        Code of your second factor
        <input name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      </label>
      <Failure error={error} />
      <button disabled={fetching}>Continue</button>
    </form>
  );
}
