import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { DirectAdmin } from './directadmin.ts';

export default defineProvider({
  kind: 'panel',
  name: 'directadmin',
  title: 'DirectAdmin',
  docs: [
    'https://docs.directadmin.com/developer/api/legacy-api.html',
    'https://metacpan.org/pod/API::DirectAdmin',
  ],
  settings: panelServerSettings({ username: 'Username', secret: 'Login Key or Password' }).extend({
    ip: setting.text('IP Address for Accounts', 'One that is shared, or free.'),
  }),
  packageSettings: z.object({ plan: setting.text('Package Name') }),
  capabilities: {
    create: '`CMD_API_ACCOUNT_USER`; after a lost answer `CMD_API_VERIFY_PASSWORD`',
    suspend: '`CMD_API_SELECT_USERS`',
    unsuspend: '`CMD_API_SELECT_USERS`',
    terminate: '`CMD_API_SELECT_USERS`',
    changePackage: '`CMD_API_MODIFY_USER`',
    changePassword: '`CMD_API_USER_PASSWD`',
    usage: '`CMD_API_SHOW_USER_USAGE`, `CMD_API_SHOW_USER_CONFIG`',
    find: '`CMD_API_SHOW_USERS`, `CMD_API_SHOW_USER_CONFIG`',
    test: '`CMD_API_SHOW_USERS`; no version',
  },
  connect: (server) => new DirectAdmin(server),
});
