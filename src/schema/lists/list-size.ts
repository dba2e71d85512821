import type { FieldNullability, InputFieldMap, SchemaTypes, TypeParam } from '@pothos/core';
import {
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of options
  export namespace PothosSchemaTypes {
    /* oxlint-disable no-unused-vars -- merges with the declaration of Pothos */
    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** Objects a list without pages is counted as; its bound where it has one. Default: 10. */
      listSize?: number;
      /** What one read of the field costs besides the objects it gives. Default: 0. */
      weight?: number;
    }
    /* oxlint-enable no-unused-vars */
  }
}

/** Objects that a list is counted as which says nothing of its size. */
const USUAL_SIZE = 10;

type Field = GraphQLField<unknown, unknown>;

const optionsOf = ({ extensions }: Field) =>
  (extensions.pothosOptions ?? {}) as { listSize?: number; weight?: number };

/** Whether a field gives several objects. */
export const isObjectList = ({ type }: Field): boolean =>
  isListType(getNullableType(type)) && isCompositeType(getNamedType(type));

/** Whether a type is a page of a list: a connection. */
export const isPage = (type: GraphQLCompositeType): boolean =>
  isObjectType(type) && 'pageInfo' in type.getFields() && 'edges' in type.getFields();

/** Objects that a list without pages is counted as. */
export const listSizeOf = (field: Field): number => optionsOf(field).listSize ?? USUAL_SIZE;

/** What one read of a field costs besides the objects it gives. */
export const weightOf = (field: Field): number => optionsOf(field).weight ?? 0;
