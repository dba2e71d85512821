import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { PlannedEffects } from '#schema/context.ts';
import type { Effect, Effects } from './effect.ts';

/** How long a plan holds, in minutes. */
const MINUTES = 15;

/** The longest plan, in bytes: it must fit into a header. */
const LONGEST = 12_000;

interface Plan {
  /** What was asked by whom: a plan holds for the same operation, variables and caller alone. */
  request: string;
  effects: PlannedEffects;
  /** Milliseconds since 1970. */
  until: number;
}

/** A plan as the caller is handed it. */
export interface IssuedPlan {
  token: string;
  expiresAt: Date;
}

const boxOf = ({ keyring }: App) => keyring.box('plan');

/**
 * Makes a plan of what a dry run found: encrypted text that the caller sends back with the real
 * request; nothing of it is stored here. Null where the effects are too many for a header.
 */
export function issuePlan(app: App, request: string, effects: PlannedEffects): IssuedPlan | null {
  const expiresAt = new Date(now().getTime() + MINUTES * 60_000);
  const plan: Plan = { request, effects: printsOf(effects), until: expiresAt.getTime() };
  const packed = deflateRawSync(JSON.stringify(plan)).toString('base64url');
  const token = boxOf(app).encrypt(packed, 'plan');
  return token.length <= LONGEST ? { token, expiresAt } : null;
}

/** What a plan says. @throws DomainError PLAN_INVALID, PLAN_FOR_ANOTHER_REQUEST */
export function readPlan(app: App, token: string, request: string): PlannedEffects {
  const plan = opened(app, token);
  if (!plan || plan.until < now().getTime()) throw new DomainError('PLAN_INVALID');
  if (plan.request !== request) throw new DomainError('PLAN_FOR_ANOTHER_REQUEST');
  return plan.effects;
}

function opened(app: App, token: string): Plan | null {
  try {
    const packed = boxOf(app).decrypt(token, 'plan');
    return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString()) as Plan;
  } catch {
    return null;
  }
}

/** @throws DomainError PLAN_CHANGED with what was planned and what would happen now, where they differ */
export function ensureAsPlanned(planned: Effects | undefined, effects: Effects): void {
  const before = planned ?? {};
  const after = printOf(effects);
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (kind) => !isDeepStrictEqual(before[kind] ?? [], after[kind] ?? []),
  );
  if (!differing.length) return;
  const only = (of: Effects) => Object.fromEntries(differing.map((kind) => [kind, of[kind] ?? []]));
  throw new DomainError('PLAN_CHANGED', undefined, { planned: only(before), now: only(after) });
}

const printsOf = (effects: PlannedEffects): PlannedEffects =>
  Object.fromEntries(Object.entries(effects).map(([position, each]) => [position, printOf(each)]));

/** What counts when two outcomes are compared: not the hour, and not how an email is worded. */
function printOf(effects: Effects): Effects {
  const entries = Object.entries(effects).map(([kind, rows]) => [kind, rows.map(withoutWords)]);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Effects;
}

/** Numbers of documents, bodies and times are others each time. */
const PASSING = new Set(['number', 'html', 'text', 'subject', 'at', 'startsAt']);

const withoutWords = (row: Effect): Effect =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !PASSING.has(key)));
