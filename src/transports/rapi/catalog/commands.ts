import { AddProduct } from './AddProduct.ts';
import { AddProductGroup } from './AddProductGroup.ts';
import { DeleteProduct } from './DeleteProduct.ts';
import { DeleteProductGroup } from './DeleteProductGroup.ts';
import { DuplicateProduct } from './DuplicateProduct.ts';
import { GetProducts } from './GetProducts.ts';
import { GetProductsByGroup } from './GetProductsByGroup.ts';
import { GetProductsGroups } from './GetProductsGroups.ts';
import { GetProductsTypes } from './GetProductsTypes.ts';
import { UpdateProduct } from './UpdateProduct.ts';
import { UpdateProductGroup } from './UpdateProductGroup.ts';

export const catalogCommands = {
  AddProduct,
  AddProductGroup,
  DeleteProduct,
  DeleteProductGroup,
  DuplicateProduct,
  GetProducts,
  GetProductsByGroup,
  GetProductsGroups,
  GetProductsTypes,
  UpdateProduct,
  UpdateProductGroup,
};
