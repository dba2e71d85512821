import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { type Effects, EffectList } from '../effects.tsx';
import { graphql } from '../generated/index.ts';
import { Failure } from '../ui.tsx';

const ACCEPT = graphql(`
  mutation AcceptOrder($id: ID!) {
    acceptOrder(input: { orderId: $id }) {
      order {
        id
        status
      }
    }
  }
`);

const CANCEL = graphql(`
  mutation CancelOrder($id: ID!) {
    cancelOrder(input: { orderId: $id }) {
      order {
        id
        status
      }
    }
  }
`);

const FRAUD = graphql(`
  mutation FraudOrder($id: ID!) {
    fraudOrder(input: { orderId: $id }) {
      order {
        id
        status
      }
    }
  }
`);

const decisions: Record<DecisionKind, Choice> = {
  accept: { title: 'Accept this order', mutation: ACCEPT, look: 'main' },
  cancel: { title: 'Cancel this order', mutation: CANCEL, look: 'danger' },
  fraud: { title: 'Mark this order as fraud', mutation: FRAUD, look: 'danger' },
};

export type DecisionKind = 'accept' | 'cancel' | 'fraud';

interface Choice {
  title: string;
  mutation: TypedDocumentNode<unknown, { id: string }>;
  look: string;
}

interface Props {
  kind: DecisionKind;
  orderId: string;
  onClosed: () => void;
}

/**
 * Shows what a decision on an order would do, by a dry run of the very same mutation, and does it
 * only if that is still what it does: the plan of the dry run goes with it.
 */
export function Decision({ kind, orderId, onClosed }: Props) {
  const client = useApolloClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [effects, setEffects] = useState<Effects | null>(null);
  const [plan, setPlan] = useState<string>();
  const [error, setError] = useState<Error>();
  const { title, mutation, look } = decisions[kind];

  useEffect(() => {
    dialog.current?.showModal();
    void client
      .mutate({
        mutation,
        variables: { id: orderId },
        // What is only tried must not be taken for what is.
        fetchPolicy: 'no-cache',
        context: { headers: { 'dry-run': '1' } },
      })
      .then((tried) => {
        setError(tried.error);
        setEffects((tried.extensions?.effects as Effects | undefined) ?? null);
        setPlan(tried.extensions?.plan as string | undefined);
      });
  }, [client, mutation, orderId]);

  const carryOut = async () => {
    const context = { headers: plan ? { plan } : {} };
    const done = await client.mutate({ mutation, variables: { id: orderId }, context });
    setError(done.error);
    if (!done.error) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-labelledby="decision" onClose={onClosed}>
      <h2 id="decision">{title}</h2>
      <Failure error={error} />
      {effects ? <EffectList effects={effects} /> : !error && <p>Looking at what it would do …</p>}
      <div className="tools">
        <button className={look} disabled={!effects} onClick={() => void carryOut()}>
          {title}
        </button>
        <button onClick={() => dialog.current?.close()}>Leave it as it is</button>
      </div>
    </dialog>
  );
}
