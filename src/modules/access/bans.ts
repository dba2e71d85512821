import { rangeMatcher } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

interface Bans {
  isBanned: (ip: string) => boolean;
  /** When the first of them ends; until then the list holds as it is. */
  firstEnd: number;
}

interface Known {
  readAt: number;
  bans: Promise<Bans>;
}

/** How long the list of bans is cached, in milliseconds: every request asks for it. */
const CACHED_MS = 1_000;

const known = new WeakMap<App, Known>();

/** Whether requests from the address are refused. A new ban is felt in every process in a second. */
export async function isBanned(app: App, ip: string): Promise<boolean> {
  const bans = await bansOf(app);
  if (bans.firstEnd > now().getTime()) return bans.isBanned(ip);
  forgetBans(app);
  return (await bansOf(app)).isBanned(ip);
}

function bansOf(app: App): Promise<Bans> {
  const at = performance.now();
  const list = known.get(app);
  if (list && at - list.readAt <= CACHED_MS) return list.bans;
  const bans = readBans(app);
  known.set(app, { readAt: at, bans });
  // A list that could not be read is not kept.
  bans.catch(() => known.delete(app));
  return bans;
}

async function readBans({ db }: App): Promise<Bans> {
  const at = now();
  const rows = await db.bannedAddress.findMany({
    where: { OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] },
    select: { cidr: true, expiresAt: true },
  });
  const ends = rows.map(({ expiresAt }) => expiresAt?.getTime() ?? Infinity);
  return {
    isBanned: rangeMatcher(rows.map(({ cidr }) => cidr)),
    firstEnd: ends.reduce((first, end) => Math.min(first, end), Infinity),
  };
}

/** Has the list read again at the next request of this process: for changes of it. */
export const forgetBans = (app: App): void => void known.delete(app);
