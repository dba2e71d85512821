import type { Gateway } from './gateway.ts';

type Form = Record<string, string | number>;

/** A small shop that is opened, sells and delivers by the public API alone. */
export interface Shop {
  /** The number of a new product; a monthly one of 10.00 by hand unless said otherwise. */
  addProduct(more?: Form): Promise<number>;
  /** Orders a product for a client; unpaid, and not set up. */
  order(clientId: number, productId: number, more?: Form, method?: string): Promise<Ordered>;
}

/** What an order came to. */
export interface Ordered {
  orderId: number;
  invoiceId: number;
  serviceId: number;
}

/** Fails with the reply of a legacy command that must succeed. */
export async function done(gateway: Gateway, command: string, form: Form) {
  const reply = await gateway.rapi(command, form);
  if (reply.result !== 'success') throw new Error(JSON.stringify([command, form, reply]));
  return reply;
}

/** Opens a shop that takes payment by bank transfer. */
export async function openShop(gateway: Gateway): Promise<Shop> {
  await gateway.data(
    `mutation ($input: ConfigureGatewayInput!) { configureGateway(input: $input) { gateway { id } } }`,
    {
      input: {
        name: 'mailin',
        isActive: true,
        settings: [{ name: 'instructions', secretValue: 'Bank' }],
      },
    },
  );
  const group = await done(gateway, 'AddProductGroup', {
    title: 'Hosting',
    headline: 'Hosting',
    tagline: 'Hosting',
  });
  let count = 0;
  return {
    addProduct: async (more = {}) => {
      count += 1;
      const { pid } = await done(gateway, 'AddProduct', {
        title: `Product ${count}`,
        gid: group.gid,
        tid: 1,
        payment_time: 'recurring',
        price_duration: 'price_monthly_fee',
        cost: 0,
        setup_pricing: '[{"price_monthly_fee":"0"}]',
        old_pricing: '[{}]',
        sale_pricing: '[{"price_monthly_fee":"10"}]',
        server_type: 'autorelease',
        product_setup_after: 'MANUALLY',
        ...more,
      });
      return Number(pid);
    },
    order: async (clientId, productId, more = {}, method = 'mailin') => {
      await done(gateway, 'CartAddItem', {
        user_id: clientId,
        hosting: productId,
        client_ip_address: '203.0.113.9',
        ...more,
      });
      const reply = await done(gateway, 'AddOrder', {
        user_id: clientId,
        payment_method: method,
        user_ip: '203.0.113.9',
        userAgent: 'x',
        acceptLanguage: 'en',
      });
      return {
        orderId: Number(reply.orderid),
        invoiceId: Number(reply.invoiceid),
        serviceId: Number(String(reply.serviceids).split(',')[0]),
      };
    },
  };
}
