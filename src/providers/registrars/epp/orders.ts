import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, dateOf, pick } from '#providers/registrars/answers.ts';
import type {
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { type EppAccount, type EppAnswer, sendEpp } from './client.ts';
import { signedWith } from './dnssec.ts';
import { heldDomain, readDomain, stateOf } from './domains.ts';
import { agreedFee } from './fees.ts';
import { contactTypes, createContacts, nameserversFor, newAuthCode } from './objects.ts';
import { objectOf } from './xml.ts';

const period = (years: number) => ({ '@unit': 'y', '#text': String(years) });

function receiptOf({ receipt, data }: EppAnswer, element: string): OrderReceipt {
  const expiresOn = dateOf(textIn(pick(pick(data, element), 'exDate')));
  return { ...receipt, ...(expiresOn && { expiresOn }) };
}

/** RFC 5731, 3.2.1, after the contacts (RFC 5733) and hosts (RFC 5732) that it names. */
export async function registerDomain(
  account: EppAccount,
  order: RegisterOrder,
  { key, timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const { registrant, ...others } = await createContacts(account, order.contacts, key, left);
  const contact = Object.entries(contactTypes).map(([role, type]) => ({
    '@type': type,
    '#text': others[role as keyof typeof contactTypes] ?? registrant ?? '',
  }));
  const ns = order.nameservers.length
    ? await nameserversFor(account, order.nameservers, left)
    : undefined;
  const object = objectOf('domain', 'create', {
    name: order.domain,
    period: period(order.years),
    ns,
    registrant,
    contact: registrant ? contact : undefined,
    authInfo: { pw: newAuthCode() },
  });
  const extensions = [agreedFee('create', order.premiumFee), signedWith(order.dnssec)];
  const command = { name: 'create', object, extensions };
  return receiptOf(await sendEpp(account, command, left()), 'creData');
}

/** RFC 5731, 3.2.4. The years are those that the registry adds by itself. */
export async function requestTransfer(
  account: EppAccount,
  order: TransferOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const object = objectOf('domain', 'transfer', {
    name: order.domain,
    authInfo: { pw: order.authCode },
  });
  const extensions = [agreedFee('transfer', order.premiumFee)];
  const command = { name: 'transfer', attributes: { op: 'request' }, object, extensions };
  const answer = await sendEpp(account, command, countdown(timeoutMs)());
  const unfinished = account.hasContacts ? (['contacts', 'nameservers'] as const) : undefined;
  return {
    ...receiptOf(answer, 'trnData'),
    ...(unfinished && { unfinished: [...unfinished] }),
  };
}

/** RFC 5731, 3.2.3: the current expiry goes along, so that a repeated one is refused. */
export async function renewDomain(
  account: EppAccount,
  order: RenewOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const held = await before(heldDomain(account, order.domain, left()));
  const curExpDate = dateOf(held.expires);
  const done = earlierRenewal(order, curExpDate);
  if (done) return done;
  if (!curExpDate) throw new ProviderError('NOT_SENT', 'The registry told no expiry date.');
  const object = objectOf('domain', 'renew', {
    name: order.domain,
    curExpDate,
    period: period(order.years),
  });
  const extensions = [agreedFee('renew', order.premiumFee)];
  const command = { name: 'renew', object, extensions };
  return receiptOf(await sendEpp(account, command, left()), 'renData');
}

/** What the registry has of an order. */
export async function findEppOrder(
  account: EppAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  const found = await readDomain(account, trace.domain, left());
  const isOurs = found?.clientId === account.clientId;
  const expiresOn = dateOf(found?.expires);
  if (isOurs && trace.kind === 'restore' && stateOf(account, found).status === 'redemption')
    return { state: found.rgp.includes('pendingRestore') ? 'pending' : 'absent' };
  if (isOurs && (trace.kind === 'renew' || trace.kind === 'restore'))
    return renewalByExpiry(trace, expiresOn);
  const isPending = found?.statuses.includes('pendingCreate') ?? false;
  if (isOurs && !found?.statuses.includes('pendingTransfer'))
    return { state: isPending ? 'pending' : 'done', ...(expiresOn && { expiresOn }) };
  return trace.kind === 'transfer' && found
    ? transferOf(account, trace.domain, left())
    : { state: 'absent' };
}

const transferStates: Readonly<Record<string, FoundOrder['state']>> = {
  pending: 'pending',
  clientApproved: 'done',
  serverApproved: 'done',
  clientRejected: 'failed',
  clientCancelled: 'failed',
  serverCancelled: 'failed',
};

/** RFC 5731, 3.1.3: the state of the latest transfer, where it is one of ours. */
async function transferOf(
  account: EppAccount,
  domain: string,
  timeoutMs: number,
): Promise<FoundOrder> {
  const object = objectOf('domain', 'transfer', { name: domain });
  const command = { name: 'transfer', attributes: { op: 'query' }, object };
  const answer = await sendEpp(account, command, timeoutMs).catch((error: unknown) => {
    if (error instanceof ProviderError && error.outcome === 'REFUSED') return null;
    throw error;
  });
  const data = pick(answer?.data, 'trnData');
  if (textIn(pick(data, 'reID')) !== account.clientId) return { state: 'absent' };
  const words = textIn(pick(data, 'trStatus')) ?? '';
  return { state: transferStates[words] ?? 'pending', words };
}
