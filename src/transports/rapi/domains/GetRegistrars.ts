import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetRegistrars = legacy({
  params: fields({}),
  operation: graphql(`
    query GetRegistrars {
      registrars {
        databaseId
        module
        displayName
        isActive
      }
    }
  `),
  variables: () => ({}),
  present: ({ registrars }) => ({
    registrars: registrars.map(({ databaseId, module, displayName, isActive }) => ({
      id: databaseId,
      module,
      displayname: displayName,
      display_name: displayName,
      active: isActive,
    })),
  }),
});
