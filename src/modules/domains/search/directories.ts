import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { type Bootstrap, fetchBootstrap, shippedBootstrap } from '#providers/whois/bootstrap.ts';
import type { LookupOptions } from '#providers/whois/lookup.ts';
import type { App } from '#schema/app.ts';
import type { Db } from '#platform/database/client.ts';

/** How a gateway asks directories, where the registries' servers are stood in for. */
export const lookupOptionsOf = onceFor((_app: App): LookupOptions => ({}));

/** What a TLD says of its own directories. */
export interface OwnDirectories {
  extension: string;
  whoisServer: string | null;
  rdapUrl: string | null;
}

/** How the directories of a TLD are asked: its own servers before those the registries publish. */
export async function directoriesOf(
  app: App,
  { extension, whoisServer, rdapUrl }: OwnDirectories,
  timeoutMs: number,
): Promise<LookupOptions> {
  const local = lookupOptionsOf(app);
  const bootstrap = local.bootstrap ?? (await bootstrapOf(app.db));
  const [host = '', port] = (whoisServer ?? '').split(':');
  const server = { host, ...(port && { port: Number(port) }) };
  return {
    ...local,
    timeoutMs,
    bootstrap: rdapUrl ? new Map([[extension, [slashed(rdapUrl)]]]) : bootstrap,
    ...(host && { servers: { ...local.servers, [extension]: server } }),
  };
}

const slashed = (url: string) => (url.endsWith('/') ? url : `${url}/`);

const stored = new WeakMap<Db, { list: Bootstrap; until: number }>();
const KEPT_MS = 3_600_000;

/** The list of RDAP servers: what was fetched last, else what ships with the product. */
async function bootstrapOf(db: Db): Promise<Bootstrap> {
  const known = stored.get(db);
  if (known && known.until > now().getTime()) return known.list;
  const rows = await db.rdapBootstrap.findMany({ select: { extension: true, urls: true } });
  const fetched = rows.map(({ extension, urls }): [string, string[]] => [extension, urls]);
  const list = new Map([...shippedBootstrap(), ...fetched]);
  stored.set(db, { list, until: now().getTime() + KEPT_MS });
  return list;
}

/** Fetches IANA's list of RDAP servers anew; what is known stays when it cannot be had. */
export async function refreshBootstrap(app: App, url?: string): Promise<number> {
  const list = await fetchBootstrap(url).catch((error: unknown) => {
    app.log.warn({ err: error }, "IANA's list of RDAP servers could not be had.");
    return null;
  });
  if (!list) return 0;
  const fetchedAt = now();
  const rows = [...list].map(([extension, urls]) => ({ extension, urls: [...urls], fetchedAt }));
  await app.db.$transaction(async (tx) => {
    await tx.rdapBootstrap.deleteMany({});
    await tx.rdapBootstrap.createMany({ data: rows });
  });
  stored.delete(app.db);
  return rows.length;
}
