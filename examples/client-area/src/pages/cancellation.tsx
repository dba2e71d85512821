import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import type { CancellationType, EndingFragment } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Failure, valueOf } from '../ui.tsx';

export const ENDING = graphql(`
  fragment Ending on Service {
    id
    status
    cancellation {
      id
      type
      cancelOn
      reason
    }
  }
`);

const REQUEST = graphql(`
  mutation RequestCancellation($input: AddCancelRequestInput!) {
    addCancelRequest(input: $input) {
      cancellationRequest {
        id
        service {
          ...Ending
        }
      }
    }
  }
`);

const WITHDRAW = graphql(`
  mutation WithdrawCancellation($id: ID!) {
    deleteCancelRequest(input: { serviceId: $id }) {
      deletedId
      cancellationRequest {
        id
        service {
          ...Ending
        }
      }
    }
  }
`);

/** Ends a service, now or with what is paid; until then it can be taken back. */
export function Cancellation({ service }: { service: EndingFragment }) {
  const [requested, request] = useMutation(REQUEST);
  const [withdrawn, withdraw] = useMutation(WITHDRAW);
  const { id: serviceId, cancellation, status } = service;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const type = valueOf(form, 'type') as CancellationType;
    void request({ input: { serviceId, type, reason: valueOf(form, 'reason') } });
  };
  if (status !== 'ACTIVE' && status !== 'SUSPENDED') return null;
  return (
    <section>
      <h2>Cancellation</h2>
      <Failure error={requested.error ?? withdrawn.error} />
      {cancellation ? (
        <>
          <p role="status">It ends on {cancellation.cancelOn}.</p>
          <button disabled={withdrawn.fetching} onClick={() => void withdraw({ id: serviceId })}>
            Keep it after all
          </button>
        </>
      ) : (
        <form onSubmit={submit}>
          <label>
            When
            <select name="type">
              <option value="END_OF_BILLING_PERIOD">when what is paid runs out</option>
              <option value="IMMEDIATE">at once</option>
            </select>
          </label>
          <label>
            Why
            <textarea name="reason" rows={2} required />
          </label>
          <button disabled={requested.fetching}>Cancel this service</button>
        </form>
      )}
    </section>
  );
}
