import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const GenInvoices = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation GenInvoices($input: GenerateInvoicesInput!) {
      generateInvoices(input: $input) {
        count
        invoices {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ generateInvoices: { count, invoices } }) => {
    const latest = invoices.at(-1);
    return {
      numcreated: String(count),
      ...(latest && { latestinvoiceid: idText(latest.databaseId) }),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
