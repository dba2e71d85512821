import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { panelServerSettings } from '#providers/panels/server-settings.ts';
import { setting } from '#providers/settings.ts';
import { connectPlesk } from './plesk.ts';

export default defineProvider({
  kind: 'panel',
  name: 'plesk',
  title: 'Plesk',
  docs: [
    'https://docs.plesk.com/en-US/obsidian/api-rpc/',
    'https://docs.plesk.com/en-US/obsidian/api-rpc/about-rest-api.79359/',
    'https://docs.plesk.com/en-US/obsidian/cli-linux/',
  ],
  settings: panelServerSettings({
    username: 'Username (empty with an API key)',
    secret: 'API Key or Password',
  }),
  packageSettings: z.object({ plan: setting.text('Service Plan Name') }),
  functions: { createLoginLink: { ownerMayRun: true }, subscriptionInfo: { ownerMayRun: true } },
  capabilities: {
    create: 'XML API `customer/get`, `/clients`, `/domains`',
    suspend: '`/domains/{id}/status`',
    unsuspend: '`/domains/{id}/status`',
    terminate: '`/clients/{id}`',
    changePackage: '`/cli/subscription/call`',
    changePassword: '`/clients/{id}`',
    customFunction: 'XML API `server/create_session`, `/cli/subscription/call`',
    usage: '`/clients/{id}/statistics`, XML API `webspace/get`',
    find: '`/domains?name=`, `/domains/{id}/client`',
    test: '`/server`',
  },
  connect: connectPlesk,
});
