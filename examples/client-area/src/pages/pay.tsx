import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../generated/index.ts';
import { Failure, formatMoney, valueOf } from '../ui.tsx';
import type { InvoiceData } from './invoice.tsx';

/** Credit first, the rest with a stored card or on the gateway's page. */
const PAY = graphql(`
  mutation PayInvoice($input: PayInvoiceInput!) {
    payInvoice(input: $input) {
      invoice {
        id
        status
        ...InvoiceSums
      }
      client {
        id
        credit {
          amount
          currency
        }
      }
      attempt {
        id
        status
        message
      }
      next {
        kind
        redirectUrl
        instructions
      }
    }
  }
`);

/** Where the gateway sends the customer back to: this page, with what `InvoicePage` needs to know. */
function returnAddress(gatewayId: string): string {
  const address = new URL(location.href);
  address.search = new URLSearchParams({ gateway: gatewayId }).toString();
  return address.href;
}

export function PayForm({ invoice }: { invoice: InvoiceData }) {
  const options = invoice.paymentOptions ?? [];
  const credit = options[0]?.creditUsable;
  const hasCredit = Number(credit?.amount) > 0;
  const [useCredit, setUseCredit] = useState(true);
  const [paid, pay] = useMutation(PAY);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [kind, id] = valueOf(event.currentTarget, 'way').split(' ', 2) as [string, string];
    const way =
      kind === 'card'
        ? { payMethodId: id }
        : { gatewayId: id, returnUrl: returnAddress(id), cancelUrl: returnAddress(id) };
    const { data } = await pay({ input: { invoiceId: invoice.id, useCredit, ...way } });
    const next = data?.payInvoice?.next;
    if (next?.redirectUrl) location.assign(next.redirectUrl);
  };
  const { attempt, next } = paid.data?.payInvoice ?? {};
  const ways = options.flatMap(({ gateway, storedPayMethods }) => [
    ...storedPayMethods.map(
      ({ id, brand, last4 }) => [`card ${id}`, `${brand} …${last4}`] as const,
    ),
    ...(gateway ? [[`gateway ${gateway.id}`, gateway.displayName] as const] : []),
  ]);
  const usual = `gateway ${invoice.gateway?.id}`;
  const chosen = ways.find(([value]) => value === usual) ?? ways[0];
  return (
    <section aria-label="Pay">
      <h2>Pay {formatMoney(invoice.balance)}</h2>
      <form onSubmit={(event) => void submit(event)}>
        {hasCredit && credit && (
          <label className="check">
            <input
              type="checkbox"
              checked={useCredit}
              onChange={({ target }) => setUseCredit(target.checked)}
            />
            Use {formatMoney(credit)} of my credit first
          </label>
        )}
        <fieldset>
          <legend>{hasCredit ? 'The rest by' : 'By'}</legend>
          {ways.map(([value, title]) => (
            <label key={value} className="check">
              <input
                type="radio"
                name="way"
                value={value}
                defaultChecked={value === chosen?.[0]}
                required
              />
              {title}
            </label>
          ))}
        </fieldset>
        <Failure error={paid.error} />
        {attempt?.status === 'DECLINED' && (
          <p role="alert" className="failure">
            It was declined. {attempt.message}
          </p>
        )}
        {next?.instructions && (
          <p role="status" className="done">
            {next.instructions}
          </p>
        )}
        <button disabled={paid.fetching}>Pay now</button>
      </form>
    </section>
  );
}
