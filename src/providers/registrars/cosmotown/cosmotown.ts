import { countdown, isTrue, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import { nameByName } from '#providers/registrars/availability.ts';
import type { Availability } from '#providers/registrars/domain-data.ts';
import type { RegistrarConnection } from '#providers/registrars/registrar.ts';
import { callCosmotown, type CosmotownAccount } from './client.ts';
import { findOrder, register, state } from './orders.ts';

/**
 * Cosmotown ("cosmos" in the old reference) by its reseller API v2.25. Its public repository
 * documents the check, the registration and its status; everything else is not claimed.
 */
export function cosmotown(account: CosmotownAccount): RegistrarConnection {
  return {
    availability: (names, limit) => {
      const left = countdown(limit?.timeoutMs);
      return nameByName(names, (name) => check(account, name, left()));
    },
    register: (order, change) => register(account, order, change),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => state(account, domain, limit),
  };
}

async function check(
  account: CosmotownAccount,
  name: string,
  timeoutMs: number,
): Promise<Availability> {
  const answer = await callCosmotown(account, 'domain/check', timeoutMs, { domain: name });
  const lines = listOf(pick(pick(answer, 'data'), 'data'));
  const line = lines.find((one) => textOf(pick(one, 'name'))?.toLowerCase() === name);
  const reported = pick(line, 'available');
  const status =
    reported === undefined ? 'unknown' : isTrue(reported) ? 'available' : 'unavailable';
  return { name, status, premium: false };
}
