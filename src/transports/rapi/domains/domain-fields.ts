import { encodeId } from '#core/ids.ts';
import type { DomainBy } from '#generated/rapi/graphql.ts';
import type { ErrorCode } from '#core/errors.ts';
import type { LegacyMessage } from '#transports/rapi/legacy.ts';
import { wrongParameter } from '#transports/rapi/fields.ts';
import { domainName, id } from '#transports/rapi/params.ts';
import { enumWords } from '#transports/rapi/format.ts';

/** The reference recommends the id; WHMCS programs send the name as well. */
export const domainParams = { domain_id: id.optional(), domain: domainName.optional() };

/**
 * Which domain is meant: the id wins over the name.
 * @throws FormError when neither was sent.
 */
export function byOf(p: { domain_id?: number | undefined; domain?: string | undefined }): DomainBy {
  if (p.domain_id !== undefined) return { id: encodeId('Domain', p.domain_id) };
  if (p.domain !== undefined) return { name: p.domain };
  throw wrongParameter('domain_id', 'is required: a whole number above 0');
}

/** The old words of what every action on a domain may be refused with. */
export const actionErrors = (notFound: string): Partial<Record<ErrorCode, LegacyMessage>> => ({
  DOMAIN_NOT_FOUND: notFound,
  DOMAIN_WRONG_STATUS: ({ message, status }) =>
    status ? `Domain status is set to '${enumWords(String(status))}'` : message,
  REGISTRAR_NOT_ACTIVE: 'The Registrar is not active',
  NAMESERVERS_REQUIRED: 'ns1 and ns2 required',
  IDN_LANGUAGE_INVALID: ({ languages }) =>
    `Invalid IDN Language. Must be one of: ${(languages as string[]).join(', ')}`,
});

/** The ten statuses in the old words, with the graph's. */
export const statuses = {
  Pending: 'PENDING',
  'Pending Registration': 'PENDING_REGISTRATION',
  'Pending Transfer': 'PENDING_TRANSFER',
  Active: 'ACTIVE',
  Grace: 'GRACE',
  Redemption: 'REDEMPTION',
  Expired: 'EXPIRED',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
  'Transferred Away': 'TRANSFERRED_AWAY',
} as const;
