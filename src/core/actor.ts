import type { Permission } from './permissions.ts';
import { DomainError } from './errors.ts';

/**
 * The actor, the same for every transport.
 * - `staff`: an operator's credential; sees every row.
 * - `reseller`: a reseller's key; sees the reseller's own customers.
 * - `customer`: a client's credential or a user's session; sees the clients it is linked with.
 * - `system`: the gateway's own jobs.
 * - `nobody`: no credential was sent.
 */
export interface Actor {
  kind: 'staff' | 'reseller' | 'customer' | 'system' | 'nobody';
  /** Readable and stable, for the audit trail: `credential:7`, `session:12`, `system`, `nobody`. */
  id: string;
  permissions: ReadonlySet<Permission>;
  /**
   * The only legacy commands this credential may call, and so the only root fields it may use on
   * any transport; null means those its permissions cover.
   */
  commands: ReadonlySet<string> | null;
  /** The only ranges this credential may be used from; none means anywhere. */
  addresses: readonly string[];
  /** When this credential ends; null for no end. */
  expiresAt: Date | null;
  /** A reseller that may not sell for the moment: it reads, and changes nothing. */
  isSuspended: boolean;
  credentialId: number | null;
  sessionId: number | null;
  /** What all refreshes of one sign-in share; null without a session. */
  family: string | null;
  adminId: number | null;
  resellerId: number | null;
  userId: number | null;
  /** The one ticket that a guest reads and answers by the link of its emails; null for all others. */
  guestOf: number | null;
  /** The clients a customer acts for; empty for every other kind. */
  clientIds: readonly number[];
}

const blank = {
  commands: null,
  addresses: [],
  expiresAt: null,
  isSuspended: false,
  credentialId: null,
  sessionId: null,
  family: null,
  adminId: null,
  resellerId: null,
  userId: null,
  guestOf: null,
  clientIds: [],
} satisfies Partial<Actor>;

/** The actor of a request without a credential. */
export const nobody: Actor = { ...blank, kind: 'nobody', id: 'nobody', permissions: new Set() };

/** The gateway itself: jobs, the daily run, reconciliation. */
export const systemActor = (permissions: ReadonlySet<Permission>): Actor => ({
  ...blank,
  kind: 'system',
  id: 'system',
  permissions,
});

/** Whether the actor runs the company (staff) or its own part of it (a reseller), rather than buying in it. */
export const isBackOffice = (actor: Actor): boolean =>
  actor.kind === 'staff' || actor.kind === 'reseller' || actor.kind === 'system';

/** Whether the actor sees and changes every client's rows. */
export const isStaff = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'system';

/** Whether the list of commands of a credential, where it has one, holds this command. */
export const mayCall = ({ commands }: Actor, command: string): boolean =>
  commands === null || commands.has(command);

/** Refuses every change of an actor that may only read. @throws DomainError RESELLER_SUSPENDED */
export function mayChange({ isSuspended }: Actor): void {
  if (isSuspended) throw new DomainError('RESELLER_SUSPENDED');
}
