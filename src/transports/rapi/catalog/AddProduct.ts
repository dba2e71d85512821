import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText } from '#transports/rapi/format.ts';
import { productParams } from './product-params.ts';
import { productErrorTexts, productInput, productMissing } from './product-variables.ts';

export const AddProduct = legacy({
  params: fields(productParams),
  operation: graphql(`
    mutation AddProduct($input: AddProductInput!) {
      addProduct(input: $input) {
        product {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: productInput(p) }),
  present: ({ addProduct: { product } }) => ({
    pid: idText(product.databaseId),
    id: idText(product.databaseId),
  }),
  errors: productErrorTexts,
  missing: productMissing,
});
