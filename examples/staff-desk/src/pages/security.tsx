import { useMutation, useQuery } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { graphql } from '../generated/index.ts';
import { Failure, valueOf } from '../ui.tsx';

const FACTORS = graphql(`
  query SecondFactors {
    viewer {
      id
      secondFactors {
        module
      }
    }
  }
`);

const BEGIN = graphql(`
  mutation BeginSecondFactor {
    sendTwoFactorCode(input: { module: TOTP }) {
      qrCode
      secret
    }
  }
`);

const ACTIVATE = graphql(`
  mutation ActivateSecondFactor($code: Secret!) {
    activateTwoFactor(input: { module: TOTP, code: $code }) {
      backupCodes
    }
  }
`);

export function Security() {
  const { data, error, refetch } = useQuery(FACTORS);
  const [begin, begun] = useMutation(BEGIN);
  const [activate, activated] = useMutation(ACTIVATE);
  const app = begun.data?.sendTwoFactorCode;
  const codes = activated.data?.activateTwoFactor?.backupCodes;
  const isOn = data?.viewer?.secondFactors.some(({ module }) => module === 'TOTP');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await activate({ variables: { code: valueOf(event.currentTarget, 'code') } });
    if (done.data) await refetch();
  };
  return (
    <>
      <h1>Second factor</h1>
      <Failure error={error ?? begun.error ?? activated.error} />
      {codes && (
        <section role="status">
          <h2>Your backup codes</h2>
          <p>Each opens the desk once where the app is not at hand. They are shown this once.</p>
          <pre>{codes.join('\n')}</pre>
        </section>
      )}
      {isOn && <p>Every sign-in asks for a code of your authenticator app.</p>}
      {!isOn && !app && (
        <button disabled={begun.loading} onClick={() => void begin()}>
          {begun.loading ? 'Making a secret …' : 'Set up an authenticator app'}
        </button>
      )}
      {!isOn && app && (
        <form className="card" onSubmit={(event) => void submit(event)}>
          <p>Scan this with an authenticator app, or type the secret into it.</p>
          {app.qrCode && <img src={app.qrCode} alt="QR code of the secret" width="180" />}
          <p>
            Secret: <code>{app.secret}</code>
          </p>
          <label>
            First code of the app
            <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
          </label>
          <button disabled={activated.loading}>Switch on</button>
        </form>
      )}
    </>
  );
}
