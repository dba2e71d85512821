import { isIP } from 'node:net';
import { z } from 'zod';
import { isBackOffice } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { ConfigOption, ConfigOptionChoice } from '#modules/catalog/options/config-option-group.ts';
import { Addon } from '#modules/catalog/addons/addon.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { orderPayload } from '#modules/orders/order-payload.ts';
import { placeOrder } from '#modules/orders/place-order.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { takePromotion } from './apply-promotion.ts';
import { addDomainItem } from './cart-add-domain.ts';
import { addRenewalItem } from './cart-add-domain-renew.ts';
import { addTransferItem } from './cart-add-domain-transfer.ts';
import { addProductItem } from './cart-add-item.ts';
import { takeAddon } from './cart-update-addon-options.ts';
import { takeOption } from './cart-update-config-option.ts';
import { configureDomainItem } from './cart-update-domain-configs.ts';
import { checkProved } from './cart-add-domain-owned.ts';
import { normalizedName } from './domain-name.ts';
import { checkRegistry } from './registry.ts';

/** How much of a kind one order may hold. */
const most = z.array(z.unknown()).max(50, 'must be at most 50').nullish();

const OrderedOption = builder.inputType('OrderedOptionInput', {
  description: 'What is chosen for a configurable option of an ordered product.',
  fields: (t) => ({
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option.',
    }),
    choiceId: t.globalID({
      for: ConfigOptionChoice,
      description: 'ID of the choice, for an option with a list.',
    }),
    quantity: t.int({
      description: 'Number of units, for an option that has a quantity.',
      validate: z.number().min(0).max(2_147_483_647).nullish(),
    }),
  }),
});

const OrderedProduct = builder.inputType('OrderedProductInput', {
  description: 'A product to order.',
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: 'ID of the product.' }),
    cycle: t.field({
      type: BillingCycle,
      description: 'Billing cycle. Default: the cycle the product offers first.',
    }),
    quantity: t.int({
      description: 'Number of units. Default: 1.',
      validate: z.number().min(1).max(1_000).nullish(),
    }),
    domainName: t.string({
      description:
        'Domain the product is for: one of the ordered domains, or one that exists already.',
    }),
    addonIds: t.globalIDList({
      for: Addon,
      description: 'IDs of addons to order with the product, at most 50.',
      validate: most,
    }),
    options: t.field({
      type: [OrderedOption],
      description:
        'Choices for configurable options, at most 50. The others begin with their first choice.',
      validate: most,
    }),
  }),
});

const OrderedDomain = builder.inputType('OrderedDomainInput', {
  description: 'A domain to register or to transfer.',
  fields: (t) => ({
    domainName: t.string({ required: true, description: 'Name of the domain.' }),
    isTransfer: t.boolean({
      defaultValue: false,
      description: 'Whether the domain is transferred here. Default: it is registered.',
    }),
    years: t.int({
      description: 'Registration period in years. Default: the period the TLD offers first.',
      validate: z.number().min(1).max(10).nullish(),
    }),
    eppCode: t.field({ type: 'Secret', description: 'EPP code, for a transfer.' }),
    idnLanguage: t.string({ description: 'Language of an internationalised name.' }),
    idProtection: t.boolean({ description: 'Whether to order ID protection.' }),
    dnsManagement: t.boolean({ description: 'Whether to order DNS hosting.' }),
    emailForwarding: t.boolean({ description: 'Whether to order email forwarding.' }),
  }),
});

const OrderedRenewal = builder.inputType('OrderedRenewalInput', {
  description: 'A domain to renew.',
  fields: (t) => ({
    domainId: t.id({ required: true, description: 'ID of the domain, as `Domain:7`.' }),
    years: t.int({
      description: 'Number of years. Default: the domain’s own period.',
      validate: z.number().min(1).max(10).nullish(),
    }),
  }),
});

command('orderItems', {
  description:
    "Order products, domains and renewals for a client at once. The client's own cart is left as it is; every amount is calculated as in a cart.",
  permission: 'orders:place',
  input: (t) => ({
    clientId: t.globalID({ for: Client, required: true, description: 'ID of the client.' }),
    paymentMethod: t.string({
      required: true,
      description: 'System name of an active gateway for the payment, e.g. paypal.',
    }),
    products: t.field({
      type: [OrderedProduct],
      description: 'Products to order, at most 50.',
      validate: most,
    }),
    domains: t.field({
      type: [OrderedDomain],
      description: 'Domains to order, at most 50.',
      validate: most,
    }),
    renewals: t.field({
      type: [OrderedRenewal],
      description: 'Domains to renew, at most 50.',
      validate: most,
    }),
    nameservers: t.stringList({
      description: 'Name servers of all ordered domains, two to five. Default: the company’s own.',
      validate: z.array(z.string()).max(5).nullish(),
    }),
    promotionCode: t.string({ description: 'Promotion code to apply to the order.' }),
    createInvoice: t.boolean({
      defaultValue: true,
      description: 'Whether to create an invoice at once; only staff may say no. Default: true.',
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
    'QUANTITY_NOT_ALLOWED',
    'STOCK_EXCEEDED',
    'ADDON_NOT_FOUND',
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_NAME_INVALID',
    'DOMAIN_NOT_AVAILABLE',
    'DOMAIN_TAKEN',
    'DOMAIN_EPP_REQUIRED',
    'TLD_NOT_SUPPORTED',
    'PROMOTION_NOT_FOUND',
    'NAMESERVERS_REQUIRED',
    'CART_FULL',
  ],
  prepare: async (context, { domains }) => {
    for (const { domainName, isTransfer, idnLanguage } of domains ?? [])
      if (!isTransfer) await checkRegistry(context, domainName, idnLanguage);
  },
  run: async (work, { clientId, ...input }) => {
    const { tx, requestInfo } = work;
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    // In the order in which every order locks: the client's money, then the cart.
    await lockClientMoney(tx, id);
    const own = await tx.cart.findUnique({ where: { clientId: id }, select: { id: true } });
    if (own) await tx.cart.update({ where: { id: own.id }, data: { clientId: null } });
    await fill(work, clientId, input);
    if (input.promotionCode) await takePromotion(work, { clientId, code: input.promotionCode });
    const { orderId } = await placeOrder(work, id, {
      paymentMethod: input.paymentMethod,
      createInvoice: input.createInvoice ?? true,
      sendInvoiceEmail: input.sendInvoiceEmail ?? true,
      sendEmail: input.sendEmail ?? true,
      ip: input.ip ?? requestInfo.ip,
      userAgent: requestInfo.userAgent,
      acceptLanguage: '',
      notes: input.notes ?? '',
    });
    if (own) await tx.cart.update({ where: { id: own.id }, data: { clientId: id } });
    return { orderId };
  },
  payload: orderPayload,
});

interface Id {
  typename: string;
  id: string;
}

interface Requested {
  products?: (typeof OrderedProduct.$inferInput)[] | null | undefined;
  domains?: (typeof OrderedDomain.$inferInput)[] | null | undefined;
  renewals?: (typeof OrderedRenewal.$inferInput)[] | null | undefined;
  nameservers?: string[] | null | undefined;
}

/** Puts everything into the client's cart, which is a fresh one for the length of this change. */
async function fill(work: Work, clientId: Id, requested: Requested): Promise<void> {
  const { products, domains, renewals, nameservers } = requested;
  const itemOf = new Map<string, number>();
  for (const product of products ?? []) {
    const { itemId } = await addProductItem(work, { clientId, ...product });
    const item = { clientId, itemId: { typename: 'CartItem', id: String(itemId) } };
    for (const addon of product.addonIds ?? [])
      await takeAddon(work, { ...item, addonId: addon, isTaken: true });
    for (const { optionId, choiceId, quantity } of product.options ?? [])
      await takeOption(work, {
        ...item,
        optionId,
        choiceId,
        quantity,
      });
    if (product.domainName) itemOf.set(normalizedName(product.domainName), itemId);
  }
  for (const domain of domains ?? []) {
    const { domainName, years, eppCode, idnLanguage } = domain;
    const name = normalizedName(domainName);
    const product = itemOf.get(name);
    itemOf.delete(name);
    const attachTo = product ? { itemId: { typename: 'CartItem', id: String(product) } } : null;
    const { itemId } = domain.isTransfer
      ? await addTransferItem(work, { clientId, domainName, eppCode, attachTo })
      : await addDomainItem(work, { clientId, domainName, years, idnLanguage, attachTo });
    await configureDomainItem(work, {
      clientId,
      itemId: { typename: 'CartItem', id: String(itemId) },
      nameservers,
      idProtection: domain.idProtection,
      dnsManagement: domain.dnsManagement,
      emailForwarding: domain.emailForwarding,
    });
  }
  for (const { domainId, years } of renewals ?? [])
    await addRenewalItem(work, { clientId, domainId, years });
  for (const [name, itemId] of itemOf) await attachOwned(work, keyOf(clientId), name, itemId);
}

/** A product for a domain that is somewhere already; staff and resellers know whose it is. */
async function attachOwned(work: Work, clientId: number, domainName: string, itemId: number) {
  const { tx, actor } = work;
  if (!isBackOffice(actor)) await checkProved(work, domainName);
  const { id } = await tx.cart.findUniqueOrThrow({ where: { clientId }, select: { id: true } });
  await tx.cartItem.create({
    data: { cartId: id, type: 'DOMAIN_OWNED', domainName, parentId: itemId },
  });
}
