import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import type { UserPermission } from '#generated/whmcs/graphql.ts';
import { fields } from '#transports/rapi/fields.ts';
import { wrapped } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email, id } from '#transports/rapi/params.ts';
import { textParam, Problem } from '#transports/rapi/param.ts';

/** The permissions of a user in the words of WHMCS. */
const permissionNames = {
  profile: 'PROFILE',
  contacts: 'CONTACTS',
  products: 'PRODUCTS',
  manageproducts: 'MANAGE_PRODUCTS',
  productsso: 'PRODUCT_SSO',
  domains: 'DOMAINS',
  managedomains: 'MANAGE_DOMAINS',
  invoices: 'INVOICES',
  quotes: 'QUOTES',
  tickets: 'TICKETS',
  affiliates: 'AFFILIATES',
  emails: 'EMAILS',
  orders: 'ORDERS',
} as const satisfies Record<string, UserPermission>;

const known = new Map<string, UserPermission>(Object.entries(permissionNames));

const permissions = textParam('permissions separated by commas', (provided) => {
  const names = provided.split(',').map((name) => name.trim().toLowerCase());
  const odd = names.find((name) => !known.has(name));
  return odd === undefined
    ? [...new Set(names)].map((name) => known.get(name)!)
    : new Problem(`must be among ${[...known.keys()].join(', ')}`);
});

export const CreateClientInvite = legacy({
  params: fields({ client_id: id, email, permissions }),
  operation: graphql(`
    mutation CreateClientInvite($input: InviteUserInput!) {
      inviteUser(input: $input) {
        invitation {
          id
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.client_id),
      email: p.email,
      permissions: p.permissions,
    },
  }),
  present: () => ({}),
  errors: { CLIENT_NOT_FOUND: 'Invalid client id' },
  missing: { email: 'Email is required', permissions: 'User permissions are required' },
});

export const UpdateUserPermissions = legacy({
  params: fields({ user_id: id, client_id: id, permissions }),
  operation: graphql(`
    mutation UpdateUserPermissions($input: UpdateUserClientInput!) {
      updateUserClient(input: $input) {
        userClient {
          id
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      userId: encodeId('User', p.user_id),
      clientId: encodeId('Client', p.client_id),
      permissions: p.permissions,
    },
  }),
  present: () => ({}),
  errors: { USER_NOT_FOUND: 'Invalid user id', CLIENT_NOT_FOUND: 'Invalid client id' },
  missing: { permissions: 'User permissions are required' },
});

export const GetPermissionsList = legacy({
  params: fields({}),
  operation: graphql(`
    query GetPermissionsList {
      viewer {
        __typename
      }
    }
  `),
  variables: () => ({}),
  present: () => ({
    status: 'success',
    ...wrapped('permissions', 'permission', Object.keys(permissionNames)),
  }),
});
