import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, idText } from '#transports/rapi/format.ts';

export const GenerateSupportPin = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation GenerateSupportPin($input: GenerateSupportPinInput!) {
      generateSupportPin(input: $input) {
        pin
        expiresAt
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ generateSupportPin: { pin, expiresAt } }, p) => ({
    user_id: idText(p.user_id),
    clientid: idText(p.user_id),
    pin,
    expires_at: dateTimeText(expiresAt),
  }),
  errors: { USER_NOT_FOUND: 'User Not Found' },
});
