import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTimeText, textOrBlank, wrapped } from '#transports/rapi/format.ts';

export const GetStaffOnline = legacy({
  params: fields({}),
  operation: graphql(`
    query GetStaffOnline {
      staffOnline {
        admin {
          username
        }
        ip
        signedInAt
        lastSeenAt
      }
    }
  `),
  variables: () => ({}),
  present: ({ staffOnline }) => ({
    totalresults: staffOnline.length,
    ...wrapped(
      'staffonline',
      'staff',
      staffOnline.map(({ admin, ip, signedInAt, lastSeenAt }) => ({
        adminusername: textOrBlank(admin?.username),
        logintime: dateTimeText(signedInAt),
        ipaddress: textOrBlank(ip),
        ip_address: textOrBlank(ip),
        lastvisit: dateTimeText(lastSeenAt),
      })),
    ),
  }),
});
