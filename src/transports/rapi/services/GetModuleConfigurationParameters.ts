import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';

export const GetModuleConfigurationParameters = legacy({
  params: fields({ module_type: line(32), module_name: line(64) }),
  operation: graphql(`
    query GetModuleConfigurationParameters($type: String!, $name: String!) {
      moduleParameters(type: $type, name: $name) {
        name
        displayName
        fieldType
      }
    }
  `),
  variables: (p) => ({ type: p.module_type.toLowerCase(), name: p.module_name }),
  present: ({ moduleParameters }) => ({ parameters: moduleParameters }),
  errors: {
    MODULE_TYPE_UNKNOWN: ({ known }) =>
      `Invalid module type provided. Supported module types include: ${String(known)}`,
    MODULE_NAME_UNKNOWN: 'Invalid module name provided.',
    MODULE_TYPE_WITHOUT_PARAMETERS:
      'Get module configuration parameters not supported by module type.',
  },
});
