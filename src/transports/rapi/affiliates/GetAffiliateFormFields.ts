import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { formFields } from '#transports/rapi/form-fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, integer } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { found } from '#transports/rapi/reply.ts';

export const GetAffiliateFormFields = legacy({
  params: clientFields({ user_id: id, days: integer(1, 3_650).optional() }),
  operation: graphql(`
    query GetAffiliateFormFields($clientId: ID!, $days: Int) {
      affiliateForm(clientId: $clientId, days: $days) {
        days
        visitors
        referrals
        fields {
          name
          label
          type
          required
          value
          options {
            value
            label
          }
        }
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id), days: p.days }),
  present: ({ affiliateForm }, p) => {
    const form = found(affiliateForm, 'CLIENT_NOT_FOUND');
    return {
      user_id: idText(p.user_id),
      days: form.days,
      visitors: form.visitors,
      referrals: form.referrals,
      fields: formFields(form.fields),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client ID not found' },
});
