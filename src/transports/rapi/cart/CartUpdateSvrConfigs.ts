import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { json, keyed } from '#transports/rapi/params-data.ts';
import { clearable, id, password } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Custom fields come by number or by name. */
const fieldOf = ([key, provided]: [string, z.output<typeof value>]) => {
  const text = typeof provided === 'boolean' ? (provided ? 'on' : '') : String(provided ?? '');
  return /^[1-9]\d{0,9}$/.test(key)
    ? { fieldId: encodeId('CustomField', key), value: text }
    : { name: key, value: text };
};

export const CartUpdateSvrConfigs = legacy({
  params: fields({
    id,
    hostname: clearable(253),
    root_password: password.optional(),
    name_server_one: clearable(253),
    name_server_two: clearable(253),
    customfields: json(keyed(value)).optional(),
  }),
  operation: graphql(`
    mutation CartUpdateSvrConfigs($input: CartUpdateServerConfigsInput!) {
      cartUpdateServerConfigs(input: $input) {
        item {
          ...OldCartItem
        }
        cart {
          ...OldCart
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      itemId: encodeId('CartItem', p.id),
      hostname: p.hostname,
      rootPassword: p.root_password,
      ns1: p.name_server_one,
      ns2: p.name_server_two,
      customFields: p.customfields && Object.entries(p.customfields).map(fieldOf),
    },
  }),
  present: ({ cartUpdateServerConfigs: answer }) => changedItem(answer),
  errors: cartErrorTexts,
});
