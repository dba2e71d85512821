import type { PothosPrismaDatamodel } from '@pothos/plugin-prisma';
import { PLACE } from './place.ts';

/** The data model with a place in every row, so that plugin-prisma makes cursors of it. */
export function withPlaces(dmmf: PothosPrismaDatamodel): PothosPrismaDatamodel {
  for (const { fields } of Object.values(dmmf.datamodel.models))
    (fields as object[]).push({
      type: 'String',
      kind: 'scalar',
      name: PLACE,
      isRequired: true,
      isList: false,
      hasDefaultValue: false,
      isUnique: true,
      isId: false,
      isUpdatedAt: false,
    });
  return dmmf;
}
