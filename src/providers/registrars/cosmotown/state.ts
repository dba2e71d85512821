import {
  countdown,
  dateOf,
  listOf,
  pick,
  saysAbsent,
  textOf,
} from '#providers/registrars/answers.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import type { Limit } from '#providers/registrars/registrar.ts';
import { call, type CosmotownAccount } from './client.ts';

/** What the registry says of a domain, with the registrar's word on whose it is. */
export function info(
  account: CosmotownAccount,
  domain: string,
  timeoutMs: number,
): Promise<unknown> {
  return call(account, 'domain/info', timeoutMs, { domain });
}

/** The EPP status values of a domain, in lower case. */
export function statusesOf(answer: unknown): string[] {
  return listOf(pick(pick(answer, 'data'), 'status')).flatMap(
    (status) => textOf(pick(status, 'value') ?? status)?.toLowerCase() ?? [],
  );
}

/** The nameservers of a domain, in lower case. */
export function nameserversOf(answer: unknown): string[] {
  return listOf(pick(pick(answer, 'data'), 'nameServers')).flatMap(
    (name) => textOf(name)?.toLowerCase() ?? [],
  );
}

/** The domain's state; one that the registrar does not manage for us is absent. */
export async function state(
  account: CosmotownAccount,
  domain: string,
  limit: Limit = {},
): Promise<DomainState> {
  const absent: DomainState = { status: 'absent', expiresOn: null, nameservers: null };
  try {
    const answer = await info(account, domain, countdown(limit.timeoutMs)());
    if (textOf(pick(answer, 'classification')) !== 'managed_here') return absent;
    return {
      status: stateOf(statusesOf(answer)),
      expiresOn: dateOf(pick(pick(answer, 'data'), 'expiresAt')),
      nameservers: nameserversOf(answer),
    };
  } catch (error) {
    if (saysAbsent(error)) return absent;
    throw error;
  }
}

function stateOf(statuses: string[]): DomainState['status'] {
  const has = (...names: string[]) => names.some((name) => statuses.includes(name));
  if (has('redemptionperiod', 'pendingrestore')) return 'redemption';
  if (has('pendingdelete')) return 'cancelled';
  if (has('pendingcreate')) return 'pending';
  if (has('clienthold', 'serverhold')) return 'suspended';
  return 'active';
}
