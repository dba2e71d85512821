/**
 * `npm run proofs`: every permission alone, and none, of staff, a reseller and a customer, on every
 * way of four steps through the graph: queries over rows of their own, of another, of a reseller's
 * customer; every change, tried and undone, with its payload and what it causes. Whatever comes out
 * must be what the permission names, and nobody else's. On the PostgreSQL at TEST_DATABASE_URL, or
 * embedded, in memory. Some three minutes.
 */
import { type Actor, nobody } from '#core/actor.ts';
import { permissionOfEvent } from '#core/events.ts';
import {
  customerPermissions,
  type Permission,
  permissions,
  resellerPermissions,
} from '#core/permissions.ts';
import { rehearse } from '#schema/dry-run/dry-run.ts';
import { effectKinds } from '#schema/dry-run/effect.ts';
import { isOwned } from '#test/access/estate.ts';
import { contextOf, estateIds, givenFrom, mayRead, shownBy } from '#test/access/shown.ts';
import { scopeOf, type Walk, walks } from '#test/access/walk.ts';
import { withOwnGateway } from './own-gateway.ts';

const STEPS = 4;
/** Roots that show the caller's own person to whoever it is. */
const OWN = new Set(['viewer', 'passwordResetQuestion']);
const leaks = new Set<string>();
const counted = { queries: 0, changes: 0, answered: 0, objects: 0 };

type Whose = 'carol' | 'stranger' | 'rob';

const most: Record<string, readonly Permission[]> = {
  staff: permissions,
  reseller: resellerPermissions,
  customer: customerPermissions,
};

/** Whose rows each kind of caller may not see. */
const foreign: Record<string, Whose[]> = {
  staff: [],
  reseller: ['carol', 'stranger'],
  customer: ['stranger', 'rob'],
};

/** Notes what was shown beyond these permissions, or of somebody else. */
function judge(
  who: string,
  held: readonly Permission[],
  shown: Awaited<ReturnType<typeof shownBy>>['shown'],
  theirs: ReadonlySet<string>,
) {
  for (const { path, type, id } of shown) {
    counted.objects += 1;
    if (!mayRead(type, held) && !OWN.has(path) && type !== 'Task')
      leaks.add(`${who} with ${held.join() || 'nothing'}: ${type} by ${path}`);
    // A permission that its kind cannot have opens nothing to it: no key can be given it.
    const isPossible = held.every((permission) => most[who]!.includes(permission));
    if (id && theirs.has(id) && isOwned(type) && isPossible)
      leaks.add(`${who} with ${held.join()}: ${id} of another by ${path}`);
  }
}

/** Ids that are somebody's alone: rows of everybody's have the same id in each estate. */
const onlyOf = (estates: Record<Whose, ReadonlyMap<string, string>>, whose: Whose) =>
  new Set(
    [...estates[whose]]
      .filter(([type, id]) =>
        Object.entries(estates).every(([other, ids]) => other === whose || ids.get(type) !== id),
      )
      .map(([, id]) => id),
  );

/** Notes what a change causes beyond these permissions. */
function effectLeaks(walk: Walk, held: readonly Permission[], effects: object) {
  const readOf = new Map([...effectKinds()].map(({ name, read }) => [name, read]));
  for (const [kind, rows] of Object.entries(effects))
    for (const { type = '' } of rows as { type?: string }[]) {
      const read = kind === 'events' ? permissionOfEvent(type) : readOf.get(kind);
      if (!held.includes(read ?? 'tasks:read'))
        leaks.add(`${held.join()}: ${kind} ${type} caused by ${walk.name}`);
    }
}

/** @throws Error with the number of leaks, if there are any */
function report(began: number) {
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (leaks.size) {
    for (const leak of [...leaks].slice(0, 40)) console.log(`!!  ${leak}`);
    throw new Error(`${leaks.size} leaks.`);
  }
  console.log(
    `ok  access: ${counted.queries} queries and ${counted.changes} changes (${counted.answered} went through) of ${STEPS} steps, ${counted.objects} objects shown, 0 leaks, in ${seconds} s`,
  );
}

await withOwnGateway('access', async ({ app, people }) => {
  const { carol, stranger, rob, resellerId } = people;
  const estates = {
    carol: await estateIds(app, { clientId: carol, resellerId: null }),
    stranger: await estateIds(app, { clientId: stranger, resellerId: null }),
    rob: await estateIds(app, { clientId: rob, resellerId }),
  };
  const actors: Record<string, Actor> = {
    staff: { ...nobody, kind: 'staff', id: 'credential:1' },
    reseller: { ...nobody, kind: 'reseller', id: 'credential:2', resellerId },
    customer: { ...nobody, kind: 'customer', id: 'credential:3', clientIds: [carol] },
  };
  const began = performance.now();

  for (const [who, actor] of Object.entries(actors))
    for (const whose of Object.keys(estates) as Whose[]) {
      const theirs = foreign[who]!.includes(whose) ? onlyOf(estates, whose) : new Set<string>();
      const queries = walks('query', givenFrom(estates[whose]), STEPS, true);
      for (const held of [[], ...permissions.map((permission) => [permission]), most[who]!])
        for (const walk of queries) {
          counted.queries += 1;
          const context = contextOf(app, actor, held);
          judge(who, held, (await shownBy(walk, context)).shown, theirs);
        }
      console.log(
        `..  ${who} over rows of ${whose}: ${counted.queries} queries, ${leaks.size} leaks`,
      );
    }

  for (const [who, actor] of Object.entries(actors))
    for (const whose of Object.keys(estates) as Whose[]) {
      const theirs = foreign[who]!.includes(whose) ? onlyOf(estates, whose) : new Set<string>();
      for (const everything of [false, true])
        for (const walk of walks('mutation', givenFrom(estates[whose]), STEPS, everything)) {
          const permission = scopeOf(walk.field) as Permission | undefined;
          if (!permission) continue;
          counted.changes += 1;
          const held = [permission];
          const tried = await rehearse(contextOf(app, actor, held), (context) =>
            shownBy(walk, context),
          ).catch(() => null);
          if (!tried) continue;
          if (tried.answer.isAnswered) counted.answered += 1;
          judge(who, held, tried.answer.shown, theirs);
          for (const effects of tried.effects.values()) effectLeaks(walk, held, effects);
        }
      console.log(
        `..  ${who} changes rows of ${whose}: ${counted.changes} tried, ${leaks.size} leaks`,
      );
    }
  report(began);
});
