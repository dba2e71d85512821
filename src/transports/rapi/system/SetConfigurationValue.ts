import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clearable, line } from '#transports/rapi/params.ts';
import { trueOrFalse } from '#transports/rapi/format.ts';

export const SetConfigurationValue = legacy({
  params: fields({ setting: line(100), value: clearable(50_000) }),
  operation: graphql(`
    mutation SetConfigurationValue($input: SetConfigurationValueInput!) {
      setConfigurationValue(input: $input) {
        isChanged
      }
    }
  `),
  variables: (p) => {
    // An empty value is one; only one that is not sent at all is missing.
    if (p.value === undefined) throw refused('value', 'Parameter value is required');
    return { input: { name: p.setting, value: p.value } };
  },
  present: ({ setConfigurationValue: { isChanged } }) => ({
    value_changed: trueOrFalse(isChanged),
  }),
  errors: { SETTING_NOT_FOUND: 'Invalid name for parameter setting' },
  missing: { setting: 'Parameter setting is required' },
});
