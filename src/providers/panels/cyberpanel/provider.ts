import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { CyberPanel } from './cyberpanel.ts';

export default defineProvider({
  kind: 'panel',
  name: 'cyberpanel',
  title: 'CyberPanel',
  docs: [
    'https://github.com/usmannasir/cyberpanel/blob/stable/api/views.py',
    'https://github.com/usmannasir/cyberpanel/blob/stable/cloudAPI/views.py',
    'https://github.com/jetchirag/cyberpanel-whmcs',
  ],
  settings: panelServerSettings({ username: 'Administrator', secret: 'Password' }),
  packageSettings: z.object({
    plan: setting.text('Package Name'),
    acl: setting.optional('ACL of the User', 'Left empty: user.'),
    phpSelection: setting.optional('PHP Version', 'Such as PHP 8.3.'),
  }),
  capabilities: {
    create: '`createWebsite`, `statusFunc`; after a lost answer `verifyConn`',
    suspend: '`submitWebsiteStatus`',
    unsuspend: '`submitWebsiteStatus`',
    terminate: '`deleteWebsite`; the user stays',
    changePackage: '`changePackageAPI`',
    changePassword: '`changeUserPassAPI`',
    usage: '`fetchWebsiteData`',
    find: '`fetchWebsiteData`, `fetchWebsites`',
    test: '`verifyLogin`, `cyberPanelVersion`',
  },
  connect: (server) => new CyberPanel(server),
});
