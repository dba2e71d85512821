import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText } from '#transports/rapi/format.ts';
import { statsFields } from './stats-fields.ts';

export const GetClientsStats = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetClientsStats($by: ClientBy!) {
      client(by: $by) {
        databaseId
        ...StatsOwner
        stats {
          ...CountedRecords
        }
      }
    }
  `),
  variables: (p) => ({ by: { id: encodeId('Client', p.user_id) } }),
  present: (data) => {
    const client = found(data.client, 'CLIENT_NOT_FOUND');
    return { user_id: idText(client.databaseId), stats: statsFields(client, client.stats) };
  },
  errors: { CLIENT_NOT_FOUND: 'Client Not Found' },
});
