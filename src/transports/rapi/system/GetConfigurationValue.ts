import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';

export const GetConfigurationValue = legacy({
  params: fields({ setting: line(100) }),
  operation: graphql(`
    query GetConfigurationValue($name: String!) {
      setting(name: $name) {
        name
        value
      }
    }
  `),
  variables: (p) => ({ name: p.setting }),
  present: ({ setting }) => ({ setting: setting.name, value: setting.value }),
  errors: { SETTING_NOT_FOUND: 'Invalid name for parameter setting' },
  missing: { setting: 'Parameter setting is required' },
});
