import { useEffect } from 'react';
import { useMutation, useQuery } from 'urql';
import type { InvoicePageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Badge, Failure, Loading, Money, Time } from '../ui.tsx';
import { PayForm } from './pay.tsx';

/** One invoice, from its lines to the ways to pay it. */
const INVOICE = graphql(`
  query InvoicePage($id: ID!) {
    invoice: node(id: $id) {
      ... on Invoice {
        id
        databaseId
        status
        issuedOn
        dueOn
        gateway {
          id
        }
        ...InvoiceSums
        items {
          id
          description
          quantity
          amount {
            amount
            currency
          }
        }
        transactions(first: 10, orderBy: [{ field: HAPPENED_AT }]) {
          nodes {
            id
            happenedAt
            amountIn {
              amount
              currency
            }
            gateway {
              id
              displayName
            }
          }
        }
        document {
          url(expiresIn: 300)
        }
        paymentOptions {
          gateway {
            id
            displayName
          }
          storedPayMethods {
            id
            brand
            last4
          }
          creditUsable {
            amount
            currency
          }
        }
      }
    }
  }

  fragment InvoiceSums on Invoice {
    total {
      amount
      currency
    }
    tax {
      amount
      currency
    }
    credit {
      amount
      currency
    }
    balance {
      amount
      currency
    }
  }
`);

/** Tells the gateway's answer to the books when the customer comes back from its page. */
const COMPLETE = graphql(`
  mutation CompletePayment($input: CallPaymentGatewayInput!) {
    callPaymentGateway(input: $input) {
      attempt {
        id
        status
        message
        invoice {
          id
          status
        }
      }
    }
  }
`);

export type InvoiceData = Extract<
  NonNullable<InvoicePageQuery['invoice']>,
  { __typename: 'Invoice' }
>;

/** What a gateway put into the address when it sent the customer back, with what we had put there. */
function useReturn(invoiceId: string) {
  const [completed, complete] = useMutation(COMPLETE);
  useEffect(() => {
    const told = new URLSearchParams(location.search);
    const [id, reference] = [told.get('gateway'), told.get('payment')];
    if (!id || !reference) return;
    history.replaceState(null, '', `${location.pathname}${location.hash}`);
    void complete({ input: { invoiceId, gateway: { id }, reference } });
  }, [invoiceId, complete]);
  return completed;
}

export function InvoicePage({ id }: { id: string }) {
  const [{ data, error, fetching }] = useQuery({ query: INVOICE, variables: { id } });
  const completed = useReturn(id);
  const attempt = completed.data?.callPaymentGateway?.attempt;
  const invoice = data?.invoice?.__typename === 'Invoice' ? data.invoice : null;
  return (
    <Loading fetching={fetching}>
      <p>
        <a href="#/invoices">All invoices</a>
      </p>
      <Failure error={error ?? completed.error} />
      {attempt?.status === 'SUCCEEDED' && (
        <p role="status" className="done">
          Thank you: your payment has arrived.
        </p>
      )}
      {attempt?.status === 'DECLINED' && (
        <p role="alert" className="failure">
          It was not paid. {attempt.message}
        </p>
      )}
      {invoice && (
        <>
          <h1>
            Invoice {invoice.databaseId} <Badge>{invoice.status}</Badge>
          </h1>
          <p className="tools">
            <span>
              Issued on {invoice.issuedOn}, due on {invoice.dueOn}
            </span>
            <a href={invoice.document.url}>Download as PDF</a>
          </p>
          <Lines invoice={invoice} />
          {invoice.paymentOptions && invoice.paymentOptions.length > 0 && (
            <PayForm invoice={invoice} />
          )}
          <Payments invoice={invoice} />
        </>
      )}
    </Loading>
  );
}

function Lines({ invoice }: { invoice: InvoiceData }) {
  const { total, tax, credit, balance } = invoice;
  const sums = [
    ['Tax', tax],
    ['Total', total],
    ['From credit', credit],
    ['To pay', balance],
  ] as const;
  return (
    <div className="card scroll" role="region" aria-label="Lines" tabIndex={0}>
      <table>
        <tbody>
          {invoice.items.map(({ id, description, quantity, amount }) => (
            <tr key={id}>
              <th scope="row">
                {description} {Number(quantity) !== 1 && `× ${quantity}`}
              </th>
              <td className="number">
                <Money {...amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(([title, amount]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td className="number">
                <Money {...amount} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

function Payments({ invoice }: { invoice: InvoiceData }) {
  const rows = invoice.transactions?.nodes ?? [];
  if (!rows.length) return null;
  return (
    <section>
      <h2>Payments</h2>
      <ul className="plain">
        {rows.map(({ id, happenedAt, amountIn, gateway }) => (
          <li key={id}>
            <Money {...amountIn} /> by {gateway?.displayName ?? 'the company'},{' '}
            <Time at={happenedAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}
