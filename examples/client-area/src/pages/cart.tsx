import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { CartPartsFragment, ShopQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Failure, Money, say, valueOf } from '../ui.tsx';

/** The cart, whose `totals.due` is what the invoice will ask for. */
export const CART = graphql(`
  fragment CartParts on Cart {
    id
    items {
      id
      description
      cycle
      years
      quantity
      domainName
      price {
        amount
        currency
        fault
      }
    }
    promotion {
      code
      fault
    }
    totals {
      currency
      subtotal
      discount
      tax
      tax2
      creditUsable
      due
    }
  }
`);

const REMOVE = graphql(`
  mutation RemoveFromCart($input: CartDeleteItemInput!) {
    cartDeleteItem(input: $input) {
      deletedId
      cart {
        ...CartParts
      }
    }
  }
`);

const PROMOTE = graphql(`
  mutation ApplyPromotion($input: ApplyPromotionInput!) {
    applyPromotion(input: $input) {
      cart {
        ...CartParts
      }
    }
  }
`);

const ORDER = graphql(`
  mutation Checkout($input: AddOrderInput!) {
    addOrder(input: $input) {
      order {
        id
        number
        invoice {
          id
        }
      }
      client {
        id
        cart {
          ...CartParts
        }
      }
    }
  }
`);

interface Props {
  account: string;
  cart: CartPartsFragment | null;
  methods: NonNullable<ShopQuery['paymentMethods']>;
  onChanged: () => void;
}

export function CartBox({ account, cart, methods, onChanged }: Props) {
  const [removed, remove] = useMutation(REMOVE);
  const [promoted, promote] = useMutation(PROMOTE);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = valueOf(event.currentTarget, 'code');
    void promote({ input: { clientId: account, code } }).then(onChanged);
  };
  return (
    <section aria-label="Cart">
      <h2>Cart</h2>
      <Failure error={removed.error ?? promoted.error} />
      {!cart?.items.length && <p className="empty">It is empty.</p>}
      {cart && cart.items.length > 0 && (
        <>
          <ul className="plain">
            {cart.items.map(({ id, description, cycle, years, price }) => (
              <li key={id} className="tools">
                <span>
                  {description}, {cycle ? say(cycle) : `${years} year`}
                  {price.fault && <span className="failure">{price.fault}</span>}
                </span>
                <span className="end">
                  <Money {...price} />
                </span>
                <button
                  aria-label={`Remove ${description}`}
                  onClick={() =>
                    void remove({ input: { clientId: account, itemId: id } }).then(onChanged)
                  }
                >
                  Remove
                </button>
              </li>
            ))}
          </ul>
          <form className="tools" onSubmit={apply}>
            <label>
              Promotion
              <input name="code" defaultValue={cart.promotion?.code} required />
            </label>
            <button className="apply">Apply</button>
            {cart.promotion?.fault && <span className="failure">{cart.promotion.fault}</span>}
          </form>
          <Checkout {...{ account, cart, methods, onChanged }} />
        </>
      )}
    </section>
  );
}

function Checkout({ account, cart, methods, onChanged }: Props & { cart: CartPartsFragment }) {
  const [useCredit, setUseCredit] = useState(true);
  const [placed, place] = useMutation(ORDER);
  const { currency, subtotal, discount, tax, creditUsable, due } = cart.totals;
  const sums = [
    ['Subtotal', subtotal],
    ['Discount', discount],
    ['Tax', tax],
    ['Your credit', creditUsable],
    ['To pay with your credit', due],
  ] as const;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const paymentMethod = valueOf(event.currentTarget, 'paymentMethod');
    const { data } = await place({ input: { clientId: account, paymentMethod, useCredit } });
    const invoice = data?.addOrder?.order?.invoice;
    onChanged();
    if (invoice) location.hash = `#/invoices/${encodeURIComponent(invoice.id)}`;
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <dl className="facts">
        {sums.map(([title, amount]) => (
          <div key={title} className="fact">
            <dt>{title}</dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={useCredit}
          onChange={({ target }) => setUseCredit(target.checked)}
        />
        Use my credit
      </label>
      <label>
        Pay by
        <select name="paymentMethod">
          {methods.map(({ id, name, displayName }) => (
            <option key={id} value={name}>
              {displayName}
            </option>
          ))}
        </select>
      </label>
      <Failure error={placed.error} />
      <button disabled={placed.fetching}>Place order</button>
    </form>
  );
}
