import type { Actor } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
import type { Tx } from '#platform/database/client.ts';
import type { AnnouncedEvent } from '#schema/work.ts';

/** A change that was made and not committed, for those who say what it comes to. */
export interface Made {
  tx: Tx;
  actor: Actor;
  /** What it announced, and what its followers announced. */
  events: readonly AnnouncedEvent[];
  /** The highest id of a model before the change: what is above was made by it. */
  lastBefore(model: string): number;
  /** Ids that the events name, of one model: `invoiceId` for Invoice. */
  named(model: string): number[];
}

/** One kind of effect a change can have: rows of plain values, ids as global ids. */
export interface EffectKind {
  /** Key in `extensions.effects`. */
  name: string;
  /** Permission to see this kind; others are shown none of it. */
  read: Permission;
  find(made: Made): Promise<readonly Effect[]>;
}

/** The rows of a model that a change made, or that its events name. */
export const touched = ({ lastBefore, named }: Made, model: string) => ({
  OR: [{ id: { gt: lastBefore(model) } }, { id: { in: named(model) } }],
});

/** Plain values that JSON holds. */
export type Effect = Record<string, unknown>;

/** All effects of a change, by kind. */
export type Effects = Record<string, readonly Effect[]>;

const kinds = new Map<string, EffectKind>();

/** Declares a kind of effect, once, where a module is loaded. */
export const effectKind = (kind: EffectKind): void => void kinds.set(kind.name, kind);

/** Every declared kind, in the order of declaration. */
export const effectKinds = (): Iterable<EffectKind> => kinds.values();
