import { inRanges } from '#core/address.ts';
import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

interface Known {
  readAt: number;
  bans: Promise<{ cidr: string; expiresAt: Date | null }[]>;
}

/** How long the list of bans is believed, in milliseconds: every request asks for it. */
const CACHED_MS = 1_000;

const known = new WeakMap<App, Known>();

/** Whether requests from the address are refused. A new ban is felt in every process in a second. */
export async function isBanned(app: App, ip: string): Promise<boolean> {
  const at = performance.now();
  let list = known.get(app);
  if (!list || at - list.readAt > CACHED_MS) {
    const bans = app.db.bannedAddress.findMany({ select: { cidr: true, expiresAt: true } });
    list = { readAt: at, bans };
    known.set(app, list);
    // A list that could not be read is not kept.
    bans.catch(() => known.delete(app));
  }
  const active = (await list.bans).filter(({ expiresAt }) => !expiresAt || expiresAt > now());
  return inRanges(
    ip,
    active.map(({ cidr }) => cidr),
  );
}

/** Has the list read again at the next request of this process: for changes of it. */
export const forgetBans = (app: App): void => void known.delete(app);
