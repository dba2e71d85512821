import { DomainError } from '#core/errors.ts';
import { actorBehind, countedAs } from '#modules/access/actor.ts';
import { answeringSystem } from '#modules/system/shadow/command-switch.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import type { ShadowAccess } from '#transports/shadow/shadow.ts';
import { commandNames } from '#transports/rapi/names.ts';

/** How long a key that the old system accepted is not held against its sender, in milliseconds. */
const ACCEPTED_MS = 600_000;

/** The most such keys. */
const MOST_ACCEPTED = 1_000;

/** What calls of a command that does not exist are counted as. */
const UNKNOWN = 'Unknown';

/** What holds whatever the old system would say. */
const REFUSED_HERE: ReadonlySet<string> = new Set(['ADDRESS_REFUSED', 'RATE_LIMITED']);

const counted = (command: string) => (commandNames.has(command) ? command : UNKNOWN);

/** Lends calls that an old system answers what they need of the gateway. */
export function shadowAccess(app: App): ShadowAccess<Context> {
  const accepted = new Map<string, number>();
  return {
    // On the embedded database a dry run has the only connection.
    atOnce: app.database.kind === 'embedded' ? 1 : 2,
    async find({ req, ip, requestId }, token) {
      const userAgent = req.headers['user-agent']?.slice(0, 500) ?? '';
      try {
        const actor = await actorBehind(app, { token, ip, mayBeForeign: true });
        if (actor.kind === 'nobody') return null;
        const requestInfo = { requestId, ip, userAgent, idempotencyKey: null };
        return { app, db: app.db, actor, requestInfo };
      } catch (error) {
        if (!(error instanceof DomainError) || REFUSED_HERE.has(error.code)) throw error;
        return null;
      }
    },
    isSwitched: async (session, command) =>
      (await answeringSystem(app, command, session?.actor.credentialId ?? null)) === 'HOSTGRAPH',
    async admit(session, { ip, showAllowance }, key, command) {
      const whose = session ? countedAs(session.actor, ip) : `address:${ip}`;
      const allowance = await app.limiter.request(whose);
      if (allowance) showAllowance(allowance);
      const credentialId = session?.actor.credentialId ?? null;
      if (credentialId !== null) app.usage.count(credentialId, counted(command), null);
      // Nothing is guessed without a key, or with one that was accepted a moment ago.
      const isTry = !session && key && (accepted.get(key) ?? 0) < performance.now();
      if (!isTry) return async () => {};
      const attempt = await app.limiter.attempt(`address:${ip}`);
      return async (status) => {
        if (status === 401 || status === 403) {
          app.metrics.signInFailures.inc({ of: 'token' });
          return;
        }
        await attempt.succeeded();
        if (status === null) return;
        if (accepted.size >= MOST_ACCEPTED) accepted.clear();
        accepted.set(key, performance.now() + ACCEPTED_MS);
      };
    },
    aside({ actor, requestInfo }) {
      const comparison = { hasAskedOutside: false };
      const own = appAside(app, comparison);
      const session = {
        app: own,
        db: app.db,
        actor,
        requestInfo: { ...requestInfo, isDryRun: true },
      };
      return { session, hasAskedOutside: () => comparison.hasAskedOutside };
    },
    count: (session, command, comparison) =>
      app.shadowResults.count(counted(command), session?.actor.credentialId ?? null, comparison),
    noteFailure({ requestId }, command, code) {
      app.metrics.errors.inc({ transport: 'legacy', code });
      const about = { requestId, command: counted(command), code };
      app.log.warn(about, 'The old system gave no reply; the caller was told.');
    },
  };
}

/** The gateway as a comparison may use it: it counts nothing and asks nobody outside. */
const appAside = (app: App, comparison: NonNullable<App['comparison']>): App => ({
  ...app,
  comparison,
  // Nothing is sent from a dry run, so it may begin what a restored copy may not.
  config: { ...app.config, isQuiet: false },
  usage: { ...app.usage, count: () => {} },
});
