import { isIP } from 'node:net';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
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
    "Order what is in a client's cart: services, domains and the invoice come of it together, or nothing does. Every amount is calculated anew.",
  permission: 'orders:place',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'Whose cart it is.' }),
    paymentMethod: t.string({
      required: true,
      description: 'System name of an active gateway, e.g. paypal.',
    }),
    createInvoice: t.boolean({ defaultValue: true, description: 'Make an invoice at once.' }),
    sendInvoiceEmail: t.boolean({ defaultValue: true, description: 'Send that invoice.' }),
    sendEmail: t.boolean({ defaultValue: true, description: 'Confirm the order by e-mail.' }),
    ip: t.string({
      description: "The buyer's address; the caller's own unless told.",
      validate: z
        .string()
        .refine((text) => isIP(text) > 0, 'must be an IP address')
        .nullish(),
    }),
    userAgent: t.string({ description: "The buyer's browser.", validate: header }),
    acceptLanguage: t.string({ description: "The buyer's languages.", validate: header }),
    notes: t.string({ description: 'For staff.', validate: z.string().max(20_000).nullish() }),
  }),
  errors: [
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
  run: async (work, { clientId, ...request }) => ({
    orderId: await placeOrder(work, keyOf(clientId), {
      paymentMethod: request.paymentMethod,
      createInvoice: request.createInvoice ?? true,
      sendInvoiceEmail: request.sendInvoiceEmail ?? true,
      sendEmail: request.sendEmail ?? true,
      ip: request.ip ?? work.requestInfo.ip,
      userAgent: request.userAgent ?? work.requestInfo.userAgent,
      acceptLanguage: request.acceptLanguage ?? '',
      notes: request.notes ?? '',
    }),
  }),
  payload: orderPayload,
});
