import { concernedField } from '#schema/payload-rows.ts';
import { isIP } from 'node:net';
import { z } from 'zod';
import { encodeId, keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { orderPayload } from './order-payload.ts';
import { askAboutCart } from './ask-about-cart.ts';
import { placeOrder } from './place-order.ts';

const header = z
  .string()
  .max(500, 'must be at most 500 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line')
  .nullish();

command('addOrder', {
  legacy: 'AddOrder',
  description:
    "Order the contents of a client's cart. Services, domains and the invoice are created together or not at all, and every amount is recalculated.",
  permission: 'orders:place',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client whose cart is ordered.',
    }),
    paymentMethod: t.string({
      required: true,
      description: 'System name of an active gateway for the payment, e.g. paypal.',
    }),
    createInvoice: t.boolean({
      defaultValue: true,
      description: 'Whether to create an invoice at once; only staff may say no. Default: true.',
    }),
    useCredit: t.boolean({
      defaultValue: true,
      description:
        "Whether the client's credit pays the invoice as far as it goes, as `totals` of the cart show it. A user or key of the client needs `billing:pay` for that; without it the invoice stays unpaid. Default: true.",
    }),
    sendInvoiceEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client the invoice by email. Default: true.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send an email confirming the order. Default: true.',
    }),
    ip: t.string({
      description: 'IP address of the buyer. Default: the IP address of the API caller.',
      validate: z
        .string()
        .refine((text) => isIP(text) > 0, 'must be an IP address')
        .nullish(),
    }),
    userAgent: t.string({
      description: "User agent of the buyer's browser. Default: that of the API caller.",
      validate: header,
    }),
    acceptLanguage: t.string({
      description: "Languages the buyer's browser accepts.",
      validate: header,
    }),
    notes: t.string({
      description: 'Notes for staff.',
      validate: z.string().max(20_000).nullish(),
    }),
  }),
  errors: [
    'FORBIDDEN',
    'CLIENT_NOT_FOUND',
    'CLIENT_CLOSED',
    'PAYMENT_METHOD_UNKNOWN',
    'ORDER_EMPTY',
    'PRODUCT_NOT_FOUND',
    'PRICE_MISSING',
    'ORDER_TLD_UNKNOWN',
    'STOCK_EXCEEDED',
    'PROMOTION_EXPIRED',
    'PROMOTION_EXHAUSTED',
    'PROMOTION_ALREADY_USED',
    'DOMAIN_NOT_AVAILABLE',
    'DOMAIN_NOT_ALLOWED',
    'DOMAIN_NAME_INVALID',
    'DOMAIN_FIELD_MISSING',
    'DOMAIN_CONTACT_INVALID',
    'IDN_LANGUAGE_INVALID',
    'NAMESERVERS_REQUIRED',
    'REGISTRAR_OPERATION_MISSING',
  ],
  prepare: (context, { clientId }) => askAboutCart(context, keyOf(clientId)),
  run: (work, { clientId, ...request }) =>
    placeOrder(work, keyOf(clientId), {
      paymentMethod: request.paymentMethod,
      createInvoice: request.createInvoice ?? true,
      useCredit: request.useCredit ?? true,
      sendInvoiceEmail: request.sendInvoiceEmail ?? true,
      sendEmail: request.sendEmail ?? true,
      ip: request.ip ?? work.requestInfo.ip,
      userAgent: request.userAgent ?? work.requestInfo.userAgent,
      acceptLanguage: request.acceptLanguage ?? '',
      notes: request.notes ?? '',
    }),
  payload: (t) => ({
    ...orderPayload(t),
    client: concernedField(t, Client, 'The client with the order.'),
    deletedCartId: t.id({
      description: 'Global ID of the cart, which is gone: its items are ordered.',
      resolve: ({ cartId }) => encodeId('Cart', cartId),
    }),
  }),
});
