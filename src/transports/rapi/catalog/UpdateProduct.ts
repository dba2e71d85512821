import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { productParams } from './product-params.ts';
import { productErrorTexts, productInput, productMissing } from './product-variables.ts';

export const UpdateProduct = legacy({
  params: fields({ id, ...productParams }),
  operation: graphql(`
    mutation UpdateProduct($input: UpdateProductInput!) {
      updateProduct(input: $input) {
        product {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { productId: encodeId('Product', p.id), ...productInput(p) } }),
  present: ({ updateProduct: { product } }) => ({
    pid: idText(product.databaseId),
    id: idText(product.databaseId),
  }),
  errors: productErrorTexts,
  missing: productMissing,
});
