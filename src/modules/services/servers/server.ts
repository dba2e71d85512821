import { visibleServers } from '#modules/services/visible.ts';
import { builder } from '#schema/builder.ts';

/** A machine or panel that accounts are made on. */
export const Server = builder.prismaNode('Server', {
  read: 'services:read',
  visible: visibleServers,
  description: 'A machine or panel on which accounts are created. Its secrets are never returned.',
  id: { field: 'id' },
  select: {},
  authScopes: { staff: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the server, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Internal name of the server, for staff.' }),
    module: t.exposeString('module', {
      description: "System name of the server's module, such as `cpanel`.",
    }),
    isAvailable: t.boolean({
      description:
        'Whether the provider is loaded. False while its package cannot be loaded; accounts wait meanwhile.',
      select: { module: true },
      resolve: ({ module }, _args, { app }) => app.providers.find('panel', module) !== undefined,
    }),
    hostname: t.exposeString('hostname', {
      description: "Hostname or IP address of the server's panel.",
    }),
    port: t.exposeInt('port', {
      nullable: true,
      description: "Port of the server's panel. Null for the panel's default port.",
    }),
    ipAddress: t.exposeString('ipAddress', { description: 'Main IP address of the server.' }),
    assignedIps: t.exposeStringList('assignedIps', {
      description: 'Further IP addresses of the server.',
    }),
    username: t.exposeString('username', { description: 'Username the gateway signs in with.' }),
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
      description:
        "Certificate of the server's own certificate authority, trusted instead of the public certificate authorities.",
    }),
    timeoutSeconds: t.exposeInt('timeoutSeconds', {
      description: 'Timeout of a single call in seconds.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the server was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the server.',
    }),
  }),
});
