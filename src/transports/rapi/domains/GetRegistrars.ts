import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetRegistrars = legacy({
  params: fields({}),
  operation: graphql(`
    query GetRegistrars {
      registrars {
        databaseId
        label
        name
        isActive
      }
    }
  `),
  variables: () => ({}),
  present: ({ registrars }) => ({
    registrars: registrars.map(({ databaseId, label, name, isActive }) => ({
      id: databaseId,
      module: label,
      displayname: name,
      display_name: name,
      active: isActive,
    })),
  }),
});
