import { encodeId, keyOf } from '#core/ids.ts';
import { resellerPermissions } from '#core/permissions.ts';
import { ApiCredential, visibleCredentials } from '#modules/access/api-credential.ts';
import { type CredentialLimits, keyLimits, limitsOf } from '#modules/access/credential-limits.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { FormField, type FormFieldValue } from '#schema/form.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleResellers } from '#modules/resellers/visible.ts';
import { edgeToNode } from '#schema/node.ts';

interface KeyFormValue {
  clientId: number;
  /** The key that is changed; null for a new one. */
  key: (CredentialLimits & { id: number; name: string }) | null;
}

interface Grantable {
  name: string;
  granted: boolean;
}

const GrantablePermission = builder.objectRef<Grantable>('GrantablePermission').implement({
  read: 'resellers:read',
  description: 'Permission that an API credential can be given.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the permission as `noun:verb`.' }),
    group: t.string({
      description: 'Noun of the permission, by which permissions are grouped.',
      resolve: ({ name }) => name.split(':')[0] ?? '',
    }),
    description: t.string({
      description: 'Human-readable description of what the permission allows.',
      resolve: ({ name }) => name.split(':').toReversed().join(' '),
    }),
    isGranted: t.exposeBoolean('granted', {
      description: 'Whether the API credential has the permission.',
    }),
  }),
});

const fieldsOf = ({ key }: KeyFormValue): FormFieldValue[] => [
  { name: 'name', label: 'Name', type: 'TEXT', required: true, value: key?.name ?? null },
  {
    name: 'permissions',
    label: 'Permissions',
    type: 'MULTISELECT',
    required: false,
    value: key?.permissions.join(',') ?? '*',
    options: Object.fromEntries(['*', ...resellerPermissions].map((name) => [name, name])),
  },
  {
    name: 'commands',
    label: 'Only these commands',
    type: 'TEXT',
    required: false,
    value: key?.commands.join(',') ?? null,
  },
  {
    name: 'ip_addresses',
    label: 'Only from these addresses',
    type: 'TEXT',
    required: false,
    value: key?.addresses.join(',') ?? null,
  },
  {
    name: 'expires_at',
    label: 'Valid until',
    type: 'DATE',
    required: false,
    value: key?.expiresAt?.toISOString().slice(0, 10) ?? null,
  },
];

const KeyForm = builder.objectRef<KeyFormValue>('ResellerApiKeyForm').implement({
  read: 'resellers:read',
  description: 'Form with the fields to fill in for `saveResellerApiKey`.',
  fields: (t) => ({
    client: t.field(
      edgeToNode<KeyFormValue>({
        type: 'Client',
        description: 'Client that is the reseller.',
        idOf: ({ clientId }) => encodeId('Client', clientId),
      }),
    ),
    credential: t.field(
      edgeToNode<KeyFormValue>({
        type: 'ApiCredential',
        description: 'API credential to change. Null for a new credential.',
        idOf: ({ key }) => key && encodeId('ApiCredential', key.id),
      }),
    ),
    fields: t.field({ type: [FormField], description: 'Fields of the form.', resolve: fieldsOf }),
    permissions: t.field({
      type: [GrantablePermission],
      description:
        'All permissions available to the API credential, each with whether it is granted.',
      resolve: ({ key }) =>
        resellerPermissions.map((name) => ({
          name,
          granted: !!key && (key.permissions.includes('*') || key.permissions.includes(name)),
        })),
    }),
  }),
});

builder.queryField('resellerApiKeyForm', (t) =>
  t.field({
    type: KeyForm,
    nullable: true,
    description:
      'Form for creating or changing an API credential of a reseller. Null when the reseller or the credential does not exist.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerApiForm', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client that is the reseller.',
      }),
      id: t.arg.globalID({
        for: ApiCredential,
        description: 'ID of the API credential to change. Omit for a new credential.',
      }),
    },
    resolve: (_root, { clientId, id }, context) =>
      keyForm(context, keyOf(clientId), id ? keyOf(id) : null),
  }),
);

async function keyForm(
  { db, actor }: Context,
  clientId: number,
  id: number | null,
): Promise<KeyFormValue | null> {
  const reseller = await db.reseller.findFirst({
    where: { AND: [{ clientId }, visibleResellers(actor)] },
    select: { id: true },
  });
  if (!reseller) return null;
  if (id === null) return { clientId, key: null };
  const key = await db.apiCredential.findFirst({
    where: {
      AND: [{ id, resellerId: reseller.id, revokedAt: null }, visibleCredentials(actor)],
    },
    select: { id: true, name: true, ...keyLimits },
  });
  return key && { clientId, key: { ...key, ...limitsOf(key) } };
}

const addressFields: FormFieldValue[] = [
  { name: 'ip_address', label: 'Address or network', type: 'TEXT', required: true },
  { name: 'note', label: 'What it is for', type: 'TEXT', required: false },
];

builder.queryField('resellerAddressForm', (t) =>
  t.field({
    type: [FormField],
    description: 'Form fields to fill in for `saveResellerIp`.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerIpForm', 'resellers:read'),
    resolve: () => addressFields,
  }),
);
