import { z } from 'zod';
import { asciiDomain } from '#core/text.ts';
import type { CartItem as ItemRow } from '#generated/prisma/client.ts';
import { cartSecrets } from '#modules/orders/cart-rows.ts';
import { CustomField } from '#modules/clients/custom-fields/custom-field.ts';
import {
  type FilledField,
  saveCustomFields,
} from '#modules/clients/custom-fields/save-custom-fields.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { requestedNameservers } from './nameservers.ts';
import { ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';

const CartCustomField = builder.inputType('CartCustomField', {
  description: 'Value for a custom field of a product. The field is given by ID or by name.',
  fields: (t) => ({
    fieldId: t.globalID({ for: CustomField, description: 'ID of the custom field.' }),
    name: t.string({
      description: 'Name of the custom field in any letter case, if no ID is given.',
    }),
    value: t.string({
      required: true,
      description: 'Value of the custom field; empty clears the value.',
    }),
  }),
});

const host = z
  .string()
  .trim()
  .refine((text) => text === '' || asciiDomain(text) !== undefined, {
    message: 'must be a host name such as server.example.com',
  });

command('cartUpdateServerConfigs', {
  legacy: 'CartUpdateSvrConfigs',
  description:
    'Configure a server in a cart: host name, root password, name servers and custom fields. Omitted fields stay unchanged.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item of the server.',
    }),
    hostname: t.string({ description: 'Host name of the server.', validate: host }),
    rootPassword: t.field({
      type: 'Secret',
      description: 'Root password of the server, at least 8 characters; stored encrypted.',
      validate: z.string().min(8, 'must have at least 8 characters').max(128),
    }),
    ns1: t.string({ description: 'First name server of the server.' }),
    ns2: t.string({ description: 'Second name server of the server.' }),
    customFields: t.field({
      type: [CartCustomField],
      description: "Values for the product's custom fields.",
      validate: z.array(z.unknown()).max(100),
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'NAMESERVER_INVALID',
    'NAMESERVERS_REQUIRED',
    'CUSTOM_FIELD_NOT_FOUND',
    'CUSTOM_FIELD_REQUIRED',
    'CUSTOM_FIELD_INVALID',
  ],
  run: async (work, { itemId, hostname, rootPassword, ns1, ns2, customFields, ...owner }) => {
    const { tx, app } = work;
    const { item, cart } = await itemFor(work, itemId, owner);
    ensureType(item, ['PRODUCT'], 'Only a product can be set up so.');
    const { id } = item;
    const isNamed = typeof ns1 === 'string' || typeof ns2 === 'string';
    await tx.cartItem.update({
      where: { id },
      data: {
        hostname: typeof hostname === 'string' ? (asciiDomain(hostname) ?? '') : undefined,
        ...(rootPassword && {
          rootPasswordEncrypted: app.keyring
            .box(cartSecrets.purpose)
            .encrypt(rootPassword, cartSecrets.context(id)),
        }),
        ...(isNamed && requestedNameservers([ns1 ?? item.ns1, ns2 ?? item.ns2])),
      },
    });
    if (customFields)
      await saveCustomFields(work, {
        fields: { owner: 'PRODUCT', productId: item.productId },
        owner: { cartItemId: id },
        filled: await named(work, item, customFields),
        isNew: false,
      });
    return { cartId: cart.id, itemId: id };
  },
  payload: itemPayload,
});

/** The told fields by their ids; names are looked up. @throws DomainError CUSTOM_FIELD_NOT_FOUND */
async function named(
  { tx, fail }: Work,
  { productId }: ItemRow,
  received: readonly (typeof CartCustomField.$inferInput)[],
): Promise<FilledField[]> {
  const known = await tx.customField.findMany({
    where: { owner: 'PRODUCT', productId },
    select: { id: true, name: true },
  });
  return received.map(({ fieldId, name, value }) => {
    if (fieldId) return { fieldId, value };
    const requested = name?.trim().toLowerCase();
    const field = known.find((candidate) => candidate.name.toLowerCase() === requested);
    if (!field)
      return fail('CUSTOM_FIELD_NOT_FOUND', `There is no custom field ${name ?? ''} here.`, {
        field: 'customFields',
      });
    return { fieldId: { typename: 'CustomField', id: String(field.id) }, value };
  });
}
