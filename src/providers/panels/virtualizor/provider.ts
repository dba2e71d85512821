import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { Virtualizor } from './virtualizor.ts';

const ownerMayRun = { ownerMayRun: true };

export default defineProvider({
  kind: 'panel',
  name: 'virtualizor',
  title: 'Virtualizor',
  docs: [
    'https://www.virtualizor.com/docs/admin-api/',
    'https://github.com/CODEIQBV/laravel-virtualizor/blob/main/admin.php',
    'https://github.com/kkMihai/virtualizorjs',
  ],
  settings: panelServerSettings({ username: 'Admin API Key', secret: 'Admin API Password' }),
  packageSettings: z.object({
    plan: setting.text('Plan ID'),
    virt: setting.optional('Virtualization', 'Left empty: kvm.'),
    osid: setting.optional('OS Template ID', 'Or chosen with the order as osid.'),
    server_group: setting.optional('Server Group'),
  }),
  functions: {
    start: ownerMayRun,
    stop: ownerMayRun,
    restart: ownerMayRun,
    poweroff: ownerMayRun,
  },
  capabilities: {
    create: '`act=addvs`; after a lost answer the hostname, the owner and the time',
    suspend: '`act=vs&suspend`',
    unsuspend: '`act=vs&unsuspend`',
    terminate: '`act=vs&delete`; the user stays',
    changePassword: '`act=managevps`',
    customFunction: '`act=vs&action`: start, stop, restart, poweroff',
    usage: '`act=vs`: the limits',
    find: '`act=vs&search=1&vpshostname`',
    test: '`act=vs`; no version',
  },
  connect: (server) => new Virtualizor(server),
});
