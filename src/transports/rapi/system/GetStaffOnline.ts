import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, text, wrapped } from '#transports/rapi/format.ts';

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
        adminusername: text(admin?.username),
        logintime: dateTime(signedInAt),
        ipaddress: text(ip),
        ip_address: text(ip),
        lastvisit: dateTime(lastSeenAt),
      })),
    ),
  }),
});
