import {
  getNamedType,
  getNullableType,
  type GraphQLResolveInfo,
  isInputObjectType,
  isNonNullType,
} from 'graphql';
import { DomainError } from '#core/errors.ts';

/** How a secret reads. */
export const MASK = '•••';

/**
 * An input without the secrets that were sent back as they read: a form that is saved as it was
 * shown changes none of them.
 * @throws DomainError BAD_INPUT for one that must be there: the dots say nothing
 */
export function withoutMasked(input: object, { parentType, fieldName }: GraphQLResolveInfo) {
  const [argument] = parentType.getFields()[fieldName]?.args ?? [];
  const type = argument && getNullableType(argument.type);
  if (!isInputObjectType(type)) return input;
  const fields = type.getFields();
  const isMasked = ([name, value]: [string, unknown]) => {
    const own = value === MASK ? fields[name]?.type : undefined;
    if (!own || getNamedType(own).name !== 'Secret') return false;
    if (!isNonNullType(own)) return true;
    throw new DomainError('BAD_INPUT', `${name}: must not be dots`, { field: name });
  };
  return Object.fromEntries(Object.entries(input).filter((entry) => !isMasked(entry)));
}
