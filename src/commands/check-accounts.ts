import type { Config } from '#config.ts';
import { ProviderError } from '#core/provider-error.ts';
import { DecryptionFailed, Keyring } from '#core/secret.ts';
import { connectGateway } from '#modules/billing/gateways/connect-gateway.ts';
import {
  connectRegistrar,
  registrarColumns,
} from '#modules/domains/registrars/registrar-settings.ts';
import { sandboxRegistrar } from '#modules/domains/sandbox/sandbox.ts';
import { panelOf, serverAddress } from '#modules/services/servers/panel.ts';
import type { Database } from '#platform/database/client.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { loadProviders } from '#providers/load.ts';
import type { App } from '#schema/app.ts';
import { type Finding, findingOf, inTime, LATE_MS } from './finding.ts';

/** An account of a provider that somebody set up. */
interface Account {
  kind: 'registrar' | 'server' | 'gateway' | 'fraud';
  label: string;
  /** Where its settings are changed. */
  mutation: string;
  /** Asks what changes nothing; gives what the provider told, or null where it can be asked nothing such. */
  ask(): Promise<string | null>;
}

/** Asks every account that is active, side by side, by a call of its provider that changes nothing. */
export async function checkAccounts(config: Config, database: Database): Promise<Finding[]> {
  const rows = await database.query({
    text: 'select 1 from installations where quiet_since is not null',
  });
  const isQuiet = config.isQuiet || rows.length > 0;
  const accounts = await accountsOf(config, database);
  return Promise.all(
    accounts.map((account) =>
      findingOf(account.kind, async () => {
        if (isQuiet) return `${account.label}: not checked, this copy says nothing to providers`;
        const told = await answerOf(account);
        if (told === null)
          return `${account.label}: not checked, its provider has no call that changes nothing`;
        return `${account.label}: ${told}`;
      }),
    ),
  );
}

/** @throws Error that says what to do */
async function answerOf({ label, mutation, ask }: Account): Promise<string | null> {
  try {
    return await inTime(ask());
  } catch (error) {
    if (error instanceof DecryptionFailed)
      throw new Error(
        `${label}: its settings cannot be decrypted: put their key into ENCRYPTION_KEY, or enter them anew by ${mutation}.`,
      );
    const { message } = error as Error;
    const isNo = error instanceof ProviderError && error.outcome === 'REFUSED';
    throw new Error(
      isNo
        ? `${label}: it refuses: ${message} Mend its settings by ${mutation}.`
        : `${label}: ${message} Look at its settings (${mutation}), the way there and whether the provider works.`,
    );
  }
}

async function accountsOf(config: Config, { prisma }: Database): Promise<Account[]> {
  const app = { config, db: prisma, keyring: new Keyring(await encryptionKey(config)) } as App;
  app.providers = await loadProviders([sandboxRegistrar(app)], config.providers);
  const where = { isActive: true };
  const orderBy = { id: 'asc' } as const;
  const [registrars, servers, gateways, checks] = await Promise.all([
    prisma.registrar.findMany({ where, orderBy, select: registrarColumns }),
    prisma.server.findMany({ where, orderBy, select: serverAddress }),
    prisma.gateway.findMany({ where, orderBy }),
    prisma.moduleSetup.findMany({ where: { ...where, type: 'FRAUD' }, orderBy }),
  ]);
  return [
    ...registrars.map((row): Account => ({
      kind: 'registrar',
      label: row.label,
      mutation: 'configureRegistrar',
      ask: async () => {
        const { supports, ...registrar } = connectRegistrar(app, row);
        const limit = { timeoutMs: LATE_MS };
        if (supports.has('balance')) {
          const { amount, currency } = await registrar.balance(limit);
          return `answers, ${amount} ${currency} are left`;
        }
        if (!supports.has('nextMessage')) return null;
        // It stays on the queue until it is acknowledged.
        return (await registrar.nextMessage(limit)) ? 'answers, messages wait' : 'answers';
      },
    })),
    ...servers.map((row): Account => ({
      kind: 'server',
      label: row.name,
      mutation: 'updateServer',
      ask: async () => {
        if (!app.providers.find('panel', row.module)?.capabilities.test) return null;
        return `answers, version ${(await panelOf(app, row).test()).version}`;
      },
    })),
    ...gateways.map((row): Account => ({
      kind: 'gateway',
      label: row.label,
      mutation: 'configureGateway',
      ask: async () => {
        if (!app.providers.find('gateway', row.module)?.capabilities.test) return null;
        await (await connectGateway(app, row)).test?.();
        return 'answers';
      },
    })),
    ...checks.map((row): Account => ({
      kind: 'fraud',
      label: row.name,
      mutation: 'configureFraudCheck',
      ask: async () => null,
    })),
  ];
}
