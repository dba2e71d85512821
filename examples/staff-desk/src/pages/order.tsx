import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { OrderPageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, Failure, Money, Table, Time } from '../ui.tsx';
import { Decision, type DecisionKind } from './decision.tsx';

const ORDER = graphql(`
  query OrderPage($id: ID!) {
    order: node(id: $id) {
      id
      ... on Order {
        ...OrderFacts
      }
    }
  }

  fragment OrderFacts on Order {
    id
    number
    status
    createdAt
    ip
    paymentMethodName
    paymentStatus
    promotionCode
    notes
    fraudVerdict
    fraudScore
    amount {
      amount
      currency
    }
    client {
      id
      fullName
      email
      country
      createdAt
    }
    invoice {
      id
      databaseId
      status
      balance {
        amount
        currency
      }
    }
    items {
      description
      domainName
      billingCycle
      itemStatus
      amount {
        amount
        currency
      }
    }
  }
`);

type Order = Extract<NonNullable<OrderPageQuery['order']>, { __typename: 'Order' }>;

export function OrderPage({ id }: { id: string }) {
  const { data, error, loading, refetch } = useQuery(ORDER, { variables: { id } });
  const [decision, setDecision] = useState<DecisionKind | null>(null);
  const order = data?.order?.__typename === 'Order' ? data.order : null;
  const isPending = order?.status === 'PENDING';
  const isOpen = isPending || order?.status === 'ACTIVE';
  return (
    <div aria-busy={loading}>
      <p>
        <a href={to('orders')}>All orders</a>
      </p>
      <Failure error={error} />
      {!loading && !order && <p className="empty">There is no such order.</p>}
      {order && (
        <>
          <h1>
            Order {order.number} <Badge>{order.status}</Badge>
          </h1>
          <div className="tools">
            {isPending && (
              <>
                <button className="main" onClick={() => setDecision('accept')}>
                  Accept …
                </button>
                <button onClick={() => setDecision('cancel')}>Cancel order …</button>
              </>
            )}
            {isOpen && (
              <button className="danger" onClick={() => setDecision('fraud')}>
                Mark as fraud …
              </button>
            )}
          </div>
          <Facts order={order} />
          {decision && (
            <Decision
              kind={decision}
              orderId={id}
              onClosed={() => {
                setDecision(null);
                void refetch();
              }}
            />
          )}
        </>
      )}
    </div>
  );
}

function Facts({ order }: { order: Order }) {
  const { client, invoice } = order;
  return (
    <>
      <section>
        <Table
          label="What was ordered"
          head={['Item', 'Domain', 'Status', 'First payment']}
          numbers={['First payment']}
        >
          {order.items.map(({ description, domainName, itemStatus, amount }, place) => (
            <tr key={place}>
              <th scope="row">{description}</th>
              <td>{domainName}</td>
              <td>{itemStatus && <Badge>{itemStatus}</Badge>}</td>
              <td className="number">
                <Money {...amount} />
              </td>
            </tr>
          ))}
        </Table>
      </section>
      <section>
        <dl className="facts">
          <dt>Client</dt>
          <dd>
            {client && <a href={to('clients', client.id)}>{client.fullName}</a>} {client?.email}
          </dd>
          <dt>Placed</dt>
          <dd>
            <Time at={order.createdAt} /> from {order.ip || 'an unknown address'}
          </dd>
          <dt>Amount</dt>
          <dd>
            <Money {...order.amount} /> by {order.paymentMethodName}
          </dd>
          <dt>Invoice</dt>
          <dd>
            {invoice ? (
              <>
                {invoice.databaseId} <Badge>{invoice.status}</Badge> to pay:{' '}
                <Money {...invoice.balance} />
              </>
            ) : (
              '–'
            )}
          </dd>
          <dt>Fraud check</dt>
          <dd>
            {order.fraudVerdict ? (
              <>
                <Badge>{order.fraudVerdict}</Badge> {order.fraudScore}
              </>
            ) : (
              'not made'
            )}
          </dd>
          <dt>Promotion</dt>
          <dd>{order.promotionCode || '–'}</dd>
        </dl>
        {order.notes && <p>{order.notes}</p>}
      </section>
    </>
  );
}
