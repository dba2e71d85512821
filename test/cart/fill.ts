import type { Gateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { openStore, type Store } from '#test/catalog/store.ts';

/** The company with TLDs on sale: com (12, 2 years 22.50; transfer 9.99, renewal 14) and uk. */
export async function openDomainStore(gateway: Gateway): Promise<Store> {
  const store = await openStore(gateway);
  const price = (action: 'REGISTER' | 'TRANSFER' | 'RENEW', years: number, amount: string) => ({
    action,
    years,
    price: amount,
    currencyCode: 'USD',
  });
  await gateway.app.db.tld.create({
    data: {
      extension: 'com',
      currencyCode: 'USD',
      offersIdProtection: true,
      requiresEpp: true,
      graceFee: '5',
      prices: {
        create: [
          price('REGISTER', 1, '12'),
          price('REGISTER', 2, '22.50'),
          price('TRANSFER', 1, '9.99'),
          price('RENEW', 1, '14'),
        ],
      },
      addonPrices: { create: [{ addon: 'ID_PROTECTION', price: '4', currencyCode: 'USD' }] },
    },
  });
  await gateway.app.db.tld.create({
    data: {
      extension: 'uk',
      currencyCode: 'USD',
      minLength: 3,
      prices: { create: [price('REGISTER', 2, '20'), price('RENEW', 2, '20')] },
      fields: {
        create: [
          { name: 'nominet_type', label: 'Legal Type', type: 'DROPDOWN', options: ['IND', 'LTD'] },
          { name: 'trading_name', label: 'Trading Name' },
        ],
      },
    },
  });
  return store;
}

const ITEM = `item { id databaseId type cycle years quantity domainName nameservers hostname
  price { setupFee recurring amount discount tax fault isFreeDomain }
  options { value price quantity } addons { addon { name } cycle price } parent { id } }`;
const CART = `cart { id databaseId currency promotionCode client { databaseId }
  totals { subtotal discount tax total credit itemCount promotionFault } }`;

/** A mutation of a cart, by name: its whole answer. */
export function change(gateway: Gateway, name: string, input: object, as: Who = 'carol') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const body = name === 'applyPromotion' ? `discount ${CART}` : `${ITEM} ${CART}`;
  const shown = name === 'cartDeleteItem' ? CART : body;
  return gateway.ask(
    `mutation ($input: ${type}) { change: ${name}(input: $input) { ${shown} } }`,
    { input },
    as,
  );
}

/** The same, which must succeed. */
export async function changed(gateway: Gateway, name: string, input: object, as: Who = 'carol') {
  const { data, errors } = await change(gateway, name, input, as);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.change;
}

/** A client of the company with a credential of its own, to have an empty cart. */
export async function emptyCarts(gateway: Gateway): Promise<void> {
  await gateway.app.db.cart.deleteMany();
}
