import type { Prisma } from '#generated/prisma/client.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Panel, PanelAccount } from '#providers/panels/panel.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { isAutomatic } from '#modules/services/servers/module.ts';
import { panelOf, serverAddress } from '#modules/services/servers/panel.ts';

/** Whose account: a service's, or that of an addon on it which has a module of its own. */
export interface HostingAccountRef {
  serviceId: number;
  serviceAddonId?: number;
}

const ofService = {
  id: true,
  clientId: true,
  username: true,
  passwordEncrypted: true,
  domainName: true,
  status: true,
  hasAccount: true,
  serverId: true,
  server: { select: serverAddress },
  product: {
    select: {
      name: true,
      serverModule: true,
      serverGroupId: true,
      serverPackageName: true,
      configurations: true,
      autoTerminateDays: true,
      type: { select: { key: true } },
    },
  },
  client: { select: { email: true, firstName: true, lastName: true } },
  configOptions: {
    select: {
      quantity: true,
      option: { select: { name: true, type: true } },
      choice: { select: { name: true } },
    },
    orderBy: { optionId: 'asc' },
  },
  addons: { select: { id: true, serverId: true } },
} satisfies Prisma.ServiceSelect;

const ofAddon = {
  username: true,
  passwordEncrypted: true,
  status: true,
  hasAccount: true,
  serverId: true,
  server: { select: serverAddress },
  name: true,
  addon: { select: { serverModule: true, serverGroupId: true, serverPackageName: true } },
} satisfies Prisma.ServiceAddonSelect;

type ServiceRow = Prisma.ServiceGetPayload<{ select: typeof ofService }>;

/** An account as its module sees it: who has it, where it is, what was bought. */
export interface AccountRow extends ServiceRow {
  /** The addon the account is of; null for the service's own. */
  addonId: number | null;
  /** Servers it cannot be on, a panel having a domain once: those of the domain's other accounts. */
  notServerIds: number[];
}

/**
 * Reads an account as its module sees it. That of an addon is under the domain of its service, and
 * what the addon is sold with stands for the product.
 */
export async function hostingAccountOf(
  db: Db | Tx,
  { serviceId, serviceAddonId }: HostingAccountRef,
): Promise<AccountRow> {
  const row = await db.service.findUniqueOrThrow({ where: { id: serviceId }, select: ofService });
  const others = row.addons.filter(({ id }) => id !== serviceAddonId);
  const servers = [serviceAddonId ? row.serverId : null, ...others.map((one) => one.serverId)];
  const notServerIds = servers.filter((id) => id !== null);
  if (serviceAddonId === undefined) return { ...row, addonId: null, notServerIds };
  const { name, addon, ...own } = await db.serviceAddon.findUniqueOrThrow({
    where: { id: serviceAddonId, serviceId },
    select: ofAddon,
  });
  const sold = addon ?? { serverModule: '', serverGroupId: null, serverPackageName: '' };
  const product = { ...row.product, ...sold, name, configurations: null, autoTerminateDays: 0 };
  return { ...row, ...own, product, configOptions: [], addonId: serviceAddonId, notServerIds };
}

/** The row a task for an account is about. */
export const subjectOf = ({ serviceId, serviceAddonId }: HostingAccountRef) =>
  serviceAddonId === undefined
    ? ({ type: 'Service', id: serviceId } as const)
    : ({ type: 'ServiceAddon', id: serviceAddonId } as const);

/** The account by the names the panel knows it by. */
export const nameOf = (row: AccountRow): PanelAccount => ({
  key: row.addonId === null ? `service:${row.id}` : `addon:${row.addonId}`,
  username: row.username,
  domain: row.domainName,
  ...(row.addonId === null && row.product.type.key === RESELLER_TYPE && { isReseller: true }),
});

/** The type of products whose accounts sell accounts of their own. */
const RESELLER_TYPE = 'reselleraccount';

/**
 * The module that sees to an account: that of the server it is on, also after its service was
 * changed to a product of another module; the product's for one that is to be made.
 */
export const moduleOf = ({
  hasAccount,
  server,
  product,
}: {
  hasAccount: boolean;
  server: { module: string } | null;
  product: { serverModule: string };
}): string => (hasAccount && server ? server.module : product.serverModule);

/** The panel of an account; null where staff see to it (autorelease). */
export function panelFor(app: App, row: AccountRow): Panel | null {
  const { server } = row;
  if (!isAutomatic(app, moduleOf(row))) return null;
  if (!server) throw new ProviderError('NOT_SENT', 'The account is on no server.');
  return panelOf(app, server);
}
