import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { defineProvider } from '#providers/define.ts';
import type { PanelAccount } from '#providers/panels/panel.ts';
import { setting } from '#providers/settings.ts';

const named = ({ username, domain }: PanelAccount) =>
  [`the account ${username}`, domain && `for ${domain}`].filter(Boolean).join(' ');

/**
 * No panel, but a server whose accounts a person makes, suspends and removes, and says by
 * `resolveTask` that it was done or that it was not; until then the service waits. `autorelease`
 * takes everything for done at once.
 */
export default defineProvider({
  kind: 'panel',
  name: 'manual',
  title: 'Manual',
  docs: [],
  settings: z.object({
    hostname: setting.text('Name of the server'),
    instructions: setting.optional('Note for staff with each account'),
  }),
  packageSettings: z.object({ plan: setting.optional('Package') }),
  capabilities: {
    create: 'none needed: a person does it',
    suspend: 'none needed: a person does it',
    unsuspend: 'none needed: a person does it',
    terminate: 'none needed: a person does it',
    changePackage: 'none needed: a person does it',
    changePassword: 'none needed: a person does it',
  },
  connect: ({ hostname, instructions }) => {
    const ask = (what: string): Promise<never> => {
      const words = [`${what} on ${hostname}.`, instructions?.trim()].filter(Boolean).join(' ');
      return Promise.reject(new ProviderError('MANUAL', words));
    };
    return {
      create: (account) =>
        ask(`Make ${named(account)}${account.plan && ` with the package ${account.plan}`}`),
      suspend: (account, reason) => ask(`Suspend ${named(account)} (${reason})`),
      unsuspend: (account) => ask(`Unsuspend ${named(account)}`),
      terminate: (account) => ask(`Remove ${named(account)}`),
      changePackage: (account, plan) => ask(`Move ${named(account)} to the package ${plan}`),
      changePassword: (account) =>
        ask(`Set the password of ${named(account)} to the one stored at the service`),
    };
  },
});
