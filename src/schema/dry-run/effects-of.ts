import { type Actor, isBackOffice, isStaff } from '#core/actor.ts';
import { heardByCustomers, isInternal, permissionOfEvent } from '#core/events.ts';
import type { Tx } from '#platform/database/client.ts';
import { savepoint } from '#platform/database/transaction.ts';
import { noteJobs } from '#platform/jobs/sent.ts';
import type { App } from '#schema/app.ts';
import type { LastIds } from '#planner/last-ids.ts';
import { type Effect, effectKinds, type Effects, type Made } from './effect.ts';
import { followUp } from './followers.ts';
import { withoutNewIds } from './new-ids.ts';

/** Ends the part of a transaction in which effects were looked at, so that it leaves nothing. */
class Looked extends Error {
  readonly effects: Effects;

  constructor(effects: Effects) {
    super('The effects were looked at.');
    this.effects = effects;
  }
}

/**
 * What a change that was made in a transaction comes to, as far as the actor may see it: what it
 * wrote, and what those who follow its events would write after the commit. Leaves nothing.
 */
export async function effectsOf(
  app: App,
  { tx, actor, before }: { tx: Tx; actor: Actor; before: LastIds },
): Promise<Effects> {
  try {
    return await savepoint(tx, async () => {
      const jobs = noteJobs(tx);
      const events = await followUp(app, tx, before.get('OutboxEvent') ?? 0);
      const lastBefore = (model: string) => before.get(model) ?? 0;
      const made: Made = {
        tx,
        actor,
        events,
        lastBefore,
        named: (model) => namedIn(events, model),
      };
      const effects: Record<string, readonly Effect[]> = {
        events: await eventsFor(tx, actor, events),
      };
      for (const { name, read, find } of effectKinds())
        if (actor.permissions.has(read)) effects[name] = await find(made);
      if (isStaff(actor) && actor.permissions.has('tasks:read'))
        effects.jobs = jobs.map(({ name, data }) => ({ name, ...data }));
      throw new Looked(withoutNewIds(effects, before));
    });
  } catch (error) {
    if (error instanceof Looked) return error.effects;
    throw error;
  }
}

/** The events that the actor may hear of, as it hears of them. */
async function eventsFor(tx: Tx, actor: Actor, events: Made['events']): Promise<Effect[]> {
  const isMine = await ownEvents(tx, actor, events);
  return events.flatMap((event) => {
    const { type, payload } = event;
    const permission = permissionOfEvent(type);
    if (!permission || !actor.permissions.has(permission) || !isMine(event)) return [];
    const heard = isBackOffice(actor) ? payload : heardByCustomers(type, payload);
    return heard ? [{ type, ...heard }] : [];
  });
}

type Event = Made['events'][number];

/** Which events concern an actor: all of staff's, those of its customers of a reseller's. */
async function ownEvents(tx: Tx, actor: Actor, events: Made['events']) {
  if (isStaff(actor)) return () => true;
  const clientIds = new Set(actor.clientIds);
  if (actor.kind === 'reseller') {
    const about = events.flatMap(({ payload }) => Number(payload.clientId) || []);
    const where = { id: { in: about }, resellerId: actor.resellerId ?? -1 };
    const mine = await tx.client.findMany({ where, select: { id: true } });
    for (const { id } of mine) clientIds.add(id);
  }
  return ({ type, payload: { clientId, resellerId } }: Event) =>
    actor.kind === 'reseller' && typeof resellerId === 'number'
      ? resellerId === actor.resellerId
      : typeof clientId === 'number' &&
        clientIds.has(clientId) &&
        (actor.kind === 'reseller' || !isInternal(type));
}

/** The ids of one model that events name: `invoiceId` for Invoice. */
function namedIn(events: Made['events'], model: string): number[] {
  const key = `${model.charAt(0).toLowerCase()}${model.slice(1)}Id`;
  const ids = events.map(({ payload }) => payload[key]);
  return [...new Set(ids.filter((id): id is number => typeof id === 'number'))];
}
