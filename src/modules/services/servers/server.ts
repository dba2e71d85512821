import { builder } from '#schema/builder.ts';

/** A machine or panel that accounts are made on. */
export const Server = builder.prismaNode('Server', {
  read: 'services:read',
  description: 'A machine or panel that accounts are made on. Its secrets are never shown.',
  id: { field: 'id' },
  select: {},
  authScopes: { staff: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What staff call it.' }),
    module: t.exposeString('module', { description: "Its module's system name, e.g. cpanel." }),
    hostname: t.exposeString('hostname', { description: 'Name or address its panel is at.' }),
    port: t.exposeInt('port', { nullable: true, description: "Null for the panel's own port." }),
    ipAddress: t.exposeString('ipAddress', { description: 'Its main address.' }),
    assignedIps: t.exposeStringList('assignedIps', { description: 'Its further addresses.' }),
    username: t.exposeString('username', { description: 'Whom we sign in as.' }),
    hasPassword: t.boolean({
      description: 'Whether a password is stored.',
      select: { passwordEncrypted: true },
      resolve: ({ passwordEncrypted }) => passwordEncrypted !== null,
    }),
    hasAccessToken: t.boolean({
      description: 'Whether an API token or key is stored.',
      select: { accessHashEncrypted: true },
      resolve: ({ accessHashEncrypted }) => accessHashEncrypted !== null,
    }),
    caPem: t.exposeString('caPem', {
      nullable: true,
      description: 'Its own certificate authority, trusted instead of the public ones.',
    }),
    timeoutSeconds: t.exposeInt('timeoutSeconds', { description: 'How long one call may take.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
