import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { BillingCycle, ShopQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { Failure, formatMoney, Loading, say, valueOf } from '../ui.tsx';
import { CartBox } from './cart.tsx';

const SHOP = graphql(`
  query Shop($account: ID!) {
    products(filter: { isInStore: true }, first: 20) {
      nodes {
        id
        name
        description
        priceLists {
          currency
          prices {
            cycle
            price
          }
        }
      }
    }
    paymentMethods {
      id
      name
      displayName
    }
    client: node(id: $account) {
      ... on Client {
        id
        currency
        cart {
          ...CartParts
        }
      }
    }
  }
`);

const ADD = graphql(`
  mutation AddToCart($input: CartAddItemInput!) {
    cartAddItem(input: $input) {
      cart {
        ...CartParts
      }
    }
  }
`);

const ADD_DOMAIN = graphql(`
  mutation AddDomain($input: CartAddDomainInput!) {
    cartAddDomain(input: $input) {
      cart {
        ...CartParts
      }
    }
  }
`);

type Product = NonNullable<ShopQuery['products']>['nodes'][number];

export function Shop({ account }: { account: string }) {
  const [{ data, error, fetching }, read] = useQuery({ query: SHOP, variables: { account } });
  const [added, add] = useMutation(ADD);
  const [named, addDomain] = useMutation(ADD_DOMAIN);
  const client = data?.client?.__typename === 'Client' ? data.client : null;
  const again = () => read({ requestPolicy: 'network-only' });
  const register = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const domainName = valueOf(event.currentTarget, 'domainName');
    void addDomain({ input: { clientId: account, domainName, years: 1 } }).then(again);
  };
  return (
    <Loading fetching={fetching}>
      <h1>Order</h1>
      <Failure error={error ?? added.error ?? named.error} />
      <div className="boxes">
        {data?.products?.nodes.map((product) => (
          <Offer
            key={product.id}
            product={product}
            currency={client?.currency}
            onAdd={(cycle) =>
              void add({ input: { clientId: account, productId: product.id, cycle } }).then(again)
            }
          />
        ))}
        <section>
          <h2>A domain</h2>
          <form onSubmit={register}>
            <label>
              Name, such as example.com
              <input name="domainName" required />
            </label>
            <button disabled={named.fetching}>Add domain</button>
          </form>
        </section>
      </div>
      <CartBox
        account={account}
        cart={client?.cart ?? null}
        methods={data?.paymentMethods ?? []}
        onChanged={again}
      />
    </Loading>
  );
}

interface OfferProps {
  product: Product;
  currency: string | undefined;
  onAdd: (cycle: BillingCycle) => void;
}

function Offer({ product, currency, onAdd }: OfferProps) {
  const list = product.priceLists.find((each) => each.currency === currency);
  const prices = list?.prices ?? [];
  const [cycle, setCycle] = useState<BillingCycle | null>(null);
  const chosen = cycle ?? prices[0]?.cycle;
  return (
    <section>
      <h2>{product.name}</h2>
      <div dangerouslySetInnerHTML={{ __html: product.description }} />
      <div className="tools">
        <label>
          Paid
          <select
            value={chosen}
            aria-label={`How often ${product.name} is paid`}
            onChange={({ target }) => setCycle(target.value as BillingCycle)}
          >
            {prices.map((each) => (
              <option key={each.cycle} value={each.cycle}>
                {say(each.cycle)}: {formatMoney({ amount: each.price, currency: list!.currency })}
              </option>
            ))}
          </select>
        </label>
        <button disabled={!chosen} onClick={() => chosen && onAdd(chosen)}>
          Add {product.name}
        </button>
      </div>
    </section>
  );
}
