import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddPayMethodForm = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query AddPayMethodForm($clientId: ID!) {
      payMethodForm(clientId: $clientId) {
        name
        label
        type
        isRequired
        choices { value label }
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id) }),
  present: ({ payMethodForm }, p) => ({
    clientid: idText(p.user_id),
    user_id: idText(p.user_id),
    fields: payMethodForm.map(({ name, label, type, isRequired, choices }) => ({
      name,
      label,
      type,
      required: isRequired,
      ...(type === 'dropdown' && {
        options: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])),
      }),
    })),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
