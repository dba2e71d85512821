import { ProviderError } from '#core/provider-error.ts';
import { after, before, countdown, dateOf } from '#providers/registrars/answers.ts';
import type { OrderReceipt, RestoreOrder } from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { earlierRenewal, restoring } from '#providers/registrars/renewal.ts';
import type { XmlPart } from '#providers/registrars/xml.ts';
import { type EppAccount, sendEpp } from './client.ts';
import { heldDomain, type RegistryDomain } from './domains.ts';
import { renewDomain } from './orders.ts';
import { namespaces, objectOf } from './xml.ts';

/**
 * RFC 3915, 4.2.5: a request, the report that the registry waits for, then the paid years. What was
 * done before is seen from the state, and not done again.
 */
export async function restoreDomain(
  account: EppAccount,
  order: RestoreOrder,
  { key, timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const found = await before(heldDomain(account, order.domain, left()));
  const done = earlierRenewal(order, dateOf(found.expires));
  if (done) return done;
  if (found.rgp.includes('redemptionPeriod')) {
    await restore(account, order.domain, { '@op': 'request' }, left());
    return after(finish(account, order, key, left));
  }
  if (found.rgp.includes('pendingRestore')) return after(finish(account, order, key, left));
  if (found.statuses.includes('pendingDelete'))
    throw new ProviderError('REFUSED', 'The domain is past its redemption period.');
  return renewDomain(account, order, { key, timeoutMs: left() });
}

/** What follows the request: a restore that was asked for is not complete without its report. */
async function finish(
  account: EppAccount,
  order: RestoreOrder,
  key: string,
  left: () => number,
): Promise<OrderReceipt> {
  const asked = await heldDomain(account, order.domain, left());
  if (asked.rgp.includes('pendingRestore')) {
    const report = { '@op': 'report', report: reportOn(order.domain, asked) };
    await restore(account, order.domain, report, left());
    const restored = await heldDomain(account, order.domain, left());
    if (restored.rgp.includes('pendingRestore')) throw restoring();
  }
  return renewDomain(account, order, { key, timeoutMs: left() });
}

async function restore(
  account: EppAccount,
  domain: string,
  element: { [name: string]: XmlPart },
  timeoutMs: number,
): Promise<void> {
  // The change is empty, since an update has to name one (RFC 3915, 4.2.5).
  const object = objectOf('domain', 'update', { name: domain, chg: {} });
  const content = objectOf('rgp', 'update', { restore: element });
  const command = { name: 'update', object, extensions: [{ of: namespaces.rgp, content }] };
  await sendEpp(account, command, timeoutMs);
}

/** The report of RFC 3915, 2: the registration before and after, the times, and why. */
function reportOn(domain: string, found: RegistryDomain): { [name: string]: XmlPart } {
  const { registrant, expires, nameservers, updated } = found;
  const registration = [
    domain,
    `Registrant: ${registrant ?? 'none'}`,
    `Expires: ${expires ?? 'unknown'}`,
    `Name servers: ${nameservers.join(', ') || 'none'}`,
  ].join('; ');
  const at = new Date().toISOString();
  return {
    preData: registration,
    postData: registration,
    delTime: updated ?? at,
    resTime: at,
    resReason: 'The registrant asked for it and has paid.',
    statement: [
      'The name is restored for its registrant, not for the use or sale by this registrar or a third party.',
      'This report is true as far as this registrar knows; to supply false information in it would be a breach of the agreement with the registry.',
    ],
  };
}
