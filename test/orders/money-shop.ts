import { freeze } from '#core/clock.ts';
import { client as addClient } from '#test/billing/store.ts';
import { addGroup, addProduct } from '#test/catalog/store.ts';
import type { Gateway } from '#test/gateway.ts';

/** A shop whose day is set, with clients from a country without taxes who pay by bank. */
export interface MoneyShop {
  /** It is noon of this day from now on. */
  on(day: string): void;
  client(name: string, more?: object): Promise<number>;
  /** Adds a product that is set up manually; its number. */
  product(name: string, input: object): Promise<number>;
  /** Lets each of some products be changed into the others. */
  paths(...products: number[]): Promise<void>;
  promotion(code: string, input: object): Promise<number>;
  taxRule(input: object): Promise<void>;
  /** Puts a product into a client's cart. */
  fill(client: number, product: number, more?: object): Promise<void>;
  /** Cart, code, order: the order's and the invoice's number. */
  order(client: number, product: number, more?: Bought): Promise<Ordered>;
  /** The same, paid and accepted. */
  buy(client: number, product: number, more?: Bought): Promise<Ordered>;
  pay(invoice: number): Promise<void>;
  /** What a change of a service would cost. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  quote(service: number, input: object): Promise<any>;
  /** Makes it: the whole answer. */
  change(service: number, input: object): ReturnType<Gateway['ask']>;
  credit(client: number): Promise<string>;
  invoice(id: number): Promise<InvoiceSums>;
  /** The invoices of a client that GenInvoices makes now. */
  generate(client: number): Promise<number[]>;
  setting(name: string, value: string): Promise<void>;
}

export interface Bought {
  cycle?: string;
  code?: string;
  quantity?: number;
  addon?: number;
}

export interface Ordered {
  order: number;
  invoice: number;
  service: number;
}

export interface InvoiceSums {
  status: string;
  total: string;
  balance: string;
  tax: string;
  credit: string;
  lines: { type: string; amount: string; tax: string; from: string | null; to: string | null }[];
}

const QUOTE = `quote { credit { amount } charge { amount } price { amount } surplus { amount }
  tax { amount } recurring { amount } daysUntilRenewal totalDays nextDueOn }`;

const money = (quote: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(quote).map(([name, value]) => [
      name,
      value && typeof value === 'object' ? (value as { amount: string }).amount : value,
    ]),
  );

/** What AddOrder is told of the buyer. */
export const visitor = { user_ip: '203.0.113.9', userAgent: 'Browser', acceptLanguage: 'en' };

/** Opens the company on an empty gateway. */
export async function openMoneyShop(gateway: Gateway): Promise<MoneyShop> {
  let thaw = () => {};
  const on = (day: string) => {
    thaw();
    thaw = freeze(`${day}T12:00:00Z`);
  };
  await gateway.data(`mutation { configureGateway(input: { name: "mailin", isActive: true,
    settings: [{ name: "instructions", secretValue: "Bank" }] }) { gateway { id } } }`);
  const groupId = `ProductGroup:${await addGroup(gateway, { title: 'Money' })}`;
  const ensure = async (command: string, form: Record<string, string | number>) => {
    const reply = await gateway.rapi(command, form);
    if (reply.result !== 'success') throw new Error(`${command}: ${JSON.stringify(reply)}`);
    return reply;
  };
  const mutation = (name: string, body: string, input: object) =>
    gateway.data(
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
        ${name}(input: $input) { ${body} } }`,
      { input },
    );
  const pay = async (invoice: number) => {
    const { balance } = await invoiceOf(gateway, invoice);
    if (Number(balance) > 0) await ensure('AddInvoicePayment', { invoice_id: invoice });
  };
  const fill: MoneyShop['fill'] = async (client, product, more = {}) => {
    await ensure('CartAddItem', { user_id: client, hosting: product, ...more });
  };
  const order: MoneyShop['order'] = async (client, product, more = {}) => {
    const { cycle = 'MONTHLY', code, quantity = 1, addon } = more;
    const { cartAddItem } = await mutation('cartAddItem', 'item { id }', {
      clientId: `Client:${client}`,
      productId: `Product:${product}`,
      cycle,
      quantity,
    });
    if (addon)
      await mutation('cartUpdateAddonOptions', 'item { id }', {
        itemId: cartAddItem.item.id,
        addonId: `Addon:${addon}`,
        isTaken: true,
      });
    if (code) await mutation('applyPromotion', 'discount', { clientId: `Client:${client}`, code });
    const placed = await ensure('AddOrder', {
      user_id: client,
      payment_method: 'mailin',
      ...visitor,
    });
    return {
      order: Number(placed.order_id),
      invoice: Number(placed.invoice_id),
      service: Number(placed.serviceids),
    };
  };
  return {
    on,
    client: (name, more) => addClient(gateway, name, { countryCode: 'NL', ...more }),
    product: (name, input) =>
      addProduct(gateway, {
        groupId,
        typeId: 'ProductType:1',
        name,
        setupMoment: 'MANUALLY',
        serverModule: 'autorelease',
        ...input,
      }),
    paths: async (...products) => {
      for (const id of products)
        await mutation('updateProduct', 'product { id }', {
          productId: `Product:${id}`,
          upgradesEnabled: true,
          configOptionsUpgradable: true,
          upgradeProductIds: products.filter((to) => to !== id).map((to) => `Product:${to}`),
        });
    },
    promotion: async (code, input) => {
      const made = await mutation('createPromotion', 'promotion { databaseId }', {
        code,
        ...input,
      });
      return made.createPromotion.promotion.databaseId;
    },
    taxRule: async (input) => {
      await mutation('setTaxRule', 'taxRule { id }', input);
    },
    fill,
    order,
    buy: async (client, product, more) => {
      const ordered = await order(client, product, more);
      await pay(ordered.invoice);
      const { status } = await gateway.app.db.order.findUniqueOrThrow({
        where: { id: ordered.order },
      });
      if (status === 'PENDING') await ensure('AcceptOrder', { order_id: ordered.order });
      return ordered;
    },
    pay,
    quote: async (service, input) => {
      const { upgradeProduct } = await mutation('upgradeProduct', QUOTE, {
        serviceId: `Service:${service}`,
        ...input,
      });
      return money(upgradeProduct.quote);
    },
    change: (service, input) =>
      gateway.ask(
        `mutation ($input: UpgradeProductInput!) { upgradeProduct(input: $input) {
          ${QUOTE} order { databaseId invoice { databaseId } } } }`,
        { input: { serviceId: `Service:${service}`, calculateOnly: false, ...input } },
      ),
    credit: async (client) => {
      const { creditBalance } = await gateway.app.db.client.findUniqueOrThrow({
        where: { id: client },
      });
      return creditBalance.toFixed(2);
    },
    invoice: (id) => invoiceOf(gateway, id),
    generate: async (client) => {
      const before = await gateway.app.db.invoice.aggregate({ _max: { id: true } });
      await ensure('GenInvoices', { user_id: client });
      const made = await gateway.app.db.invoice.findMany({
        where: { id: { gt: before._max.id ?? 0 }, clientId: client },
        orderBy: { id: 'asc' },
      });
      return made.map(({ id }) => id);
    },
    setting: async (setting, value) => {
      await ensure('SetConfigurationValue', { setting, value });
    },
  };
}

async function invoiceOf({ app: { db } }: Gateway, id: number): Promise<InvoiceSums> {
  const invoice = await db.invoice.findUniqueOrThrow({
    where: { id },
    include: { items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
  });
  const day = (date: Date | null) => date && date.toISOString().slice(0, 10);
  return {
    status: invoice.status,
    total: invoice.total.plus(invoice.credit).toFixed(2),
    balance: invoice.balance.toFixed(2),
    tax: invoice.tax.plus(invoice.tax2).toFixed(2),
    credit: invoice.credit.toFixed(2),
    lines: invoice.items.map(({ type, amount, tax, tax2, periodStartOn, periodEndOn }) => ({
      type,
      amount: amount.toFixed(2),
      tax: tax.plus(tax2).toFixed(2),
      from: day(periodStartOn),
      to: day(periodEndOn),
    })),
  };
}
