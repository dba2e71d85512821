import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { connectWhm } from './whm.ts';

export default defineProvider({
  kind: 'panel',
  name: 'cpanel',
  title: 'cPanel',
  docs: ['https://api.docs.cpanel.net/openapi/whm/'],
  settings: panelServerSettings({ username: 'Username', secret: 'API Token' }),
  packageSettings: z.object({
    plan: setting.text('WHM Package Name'),
    dedicatedIp: setting.flag('Own IP Address', false),
    resellerAccounts: setting.optional('Accounts of a Reseller'),
    resellerDisk: setting.optional('Disk of a Reseller (MB)'),
    resellerTraffic: setting.optional('Traffic of a Reseller (MB)'),
  }),
  functions: { createLoginLink: { ownerMayRun: true }, listPackages: { ownerMayRun: false } },
  capabilities: {
    create: '`createacct`, `setupreseller`, `setresellerlimits`',
    suspend: '`suspendacct`, `suspendreseller`',
    unsuspend: '`unsuspendacct`, `unsuspendreseller`',
    terminate: '`removeacct`, `terminatereseller`',
    changePackage: '`changepackage`',
    changePassword: '`passwd`',
    customFunction: '`create_user_session`, `listpkgs`',
    usage: '`accountsummary`, `showbw`',
    find: '`accountsummary`, `listaccts`',
    test: '`version`',
  },
  connect: connectWhm,
});
