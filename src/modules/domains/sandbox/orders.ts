import { now } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { ProviderError } from '#core/provider-error.ts';
import { isEmail } from '#core/text.ts';
import type { Prisma, SandboxDomain } from '#generated/prisma/client.ts';
import type {
  Contacts,
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  RestoreOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { earlierRenewal } from '#providers/registrars/renewal.ts';
import type { Tx } from '#platform/database/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { faultOfName, plannedFault, withFault } from './faults.ts';
import {
  asJson,
  requests,
  eppBox,
  held,
  holding,
  isHeld,
  premiumPrices,
  TRANSFER_DAYS,
  yearsOn,
} from './holding.ts';

/** Carries an order out once per key: sent again, it is answered as before. */
async function once(
  app: App,
  operation: OrderTrace['kind'],
  order: { domain: string },
  { key, timeoutMs }: KeyedCall,
  act: (tx: Tx) => Promise<OrderReceipt>,
): Promise<OrderReceipt> {
  const { domain } = order;
  const fault = (await plannedFault(app.db, operation, domain)) ?? faultOfName(domain);
  const carryOut = () =>
    transaction(app.db, async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`sandbox ${domain}`}))`;
      const earlier = await tx.sandboxOperation.findUnique({ where: { idempotencyKey: key } });
      if (earlier) return earlier.outcome as unknown as OrderReceipt;
      const receipt = await act(tx);
      const row = await tx.sandboxOperation.create({
        data: {
          idempotencyKey: key,
          operation,
          domainName: domain,
          input: { years: 'years' in order ? Number(order.years) : 1 },
          outcome: asJson(receipt),
          readyAt: receipt.state === 'done' ? now() : transferEnd(),
        },
      });
      const outcome = { ...receipt, orderId: `SB${row.id}` };
      await tx.sandboxOperation.update({
        where: { id: row.id },
        data: { outcome: asJson(outcome) },
      });
      return outcome;
    });
  return withFault(fault, carryOut, timeoutMs === undefined ? {} : { timeoutMs });
}

const transferEnd = () => new Date(now().getTime() + TRANSFER_DAYS * 86_400_000);

/** Registers a name that is free; `-pending` names wait for their registry for some days. */
export function register(app: App, order: RegisterOrder, change: KeyedCall): Promise<OrderReceipt> {
  return once(app, 'register', order, change, async (tx) => {
    requireContacts(order.contacts);
    requireFee(order, premiumPrices.register.amount);
    if (isHeld(await holding(tx, order.domain)))
      throw new ProviderError('REFUSED', 'Domain already registered.');
    const pending = requests(order.domain, 'pending');
    const expiresAt = yearsOn(now(), order.years);
    await open(app, tx, order, {
      status: pending ? 'pendingTransfer' : 'active',
      expiresAt,
      records: pending ? asJson({ transferReadyAt: transferEnd().toISOString() }) : {},
    });
    return pending
      ? { state: 'pending', words: 'The registry is checking the registration.' }
      : { state: 'done', expiresOn: toDay(expiresAt) };
  });
}

/** Starts a transfer to us; any code but `wrong` is right. */
export function transfer(app: App, order: TransferOrder, change: KeyedCall): Promise<OrderReceipt> {
  return once(app, 'transfer', order, change, async (tx) => {
    requireContacts(order.contacts);
    if (/^wrong/i.test(order.authCode) || !order.authCode)
      throw new ProviderError('REFUSED', 'Invalid authorization code.');
    const row = await holding(tx, order.domain);
    if (isHeld(row) && row?.status !== 'transferredAway')
      throw new ProviderError('REFUSED', 'The domain is in this account already.');
    await open(app, tx, order, {
      status: 'pendingTransfer',
      expiresAt: yearsOn(now(), 1),
      records: asJson({ transferReadyAt: transferEnd().toISOString() }),
    });
    return { state: 'pending', words: 'Waiting for the losing registrar.' };
  });
}

/** Adds years; what was renewed before under another key is recognised by the expiry. */
export function renew(app: App, order: RenewOrder, change: KeyedCall): Promise<OrderReceipt> {
  return once(app, 'renew', order, change, async (tx) => {
    const row = await held(tx, order.domain);
    const done = earlierRenewal(order, toDay(row.expiresAt));
    if (done) return done;
    if (row.status === 'redemption')
      throw new ProviderError(
        'REFUSED',
        'The domain is in redemption: it has to be restored first.',
      );
    requireFee(order, String(Number(premiumPrices.renew.amount) * order.years));
    return runOn(tx, row, order);
  });
}

/** Brings a domain back from redemption and adds the paid years. */
export function restore(app: App, order: RestoreOrder, change: KeyedCall): Promise<OrderReceipt> {
  return once(app, 'restore', order, change, async (tx) => {
    const row = await held(tx, order.domain);
    return earlierRenewal(order, toDay(row.expiresAt)) ?? runOn(tx, row, order);
  });
}

async function runOn(tx: Tx, row: SandboxDomain, order: RenewOrder): Promise<OrderReceipt> {
  const expiresAt = yearsOn(row.expiresAt, order.years);
  if (expiresAt > yearsOn(now(), 10))
    throw new ProviderError('REFUSED', 'A registration runs at most 10 years ahead.');
  await tx.sandboxDomain.update({
    where: { name: order.domain },
    data: { expiresAt, status: 'active' },
  });
  return { state: 'done', expiresOn: toDay(expiresAt) };
}

async function open(
  app: App,
  tx: Tx,
  order: RegisterOrder | TransferOrder,
  state: { status: string; expiresAt: Date; records: Prisma.InputJsonValue },
): Promise<void> {
  const row = {
    ...state,
    registeredAt: now(),
    isLocked: true,
    idProtection: order.idProtection ?? false,
    eppCodeEncrypted: eppBox(app, order.domain).fresh(),
    nameservers: [...order.nameservers],
    contacts: asJson(order.contacts),
    hosts: [],
    dnssec: asJson(('dnssec' in order && order.dnssec) || { dsRecords: [], keys: [] }),
  };
  await tx.sandboxDomain.upsert({
    where: { name: order.domain },
    create: { name: order.domain, ...row },
    update: row,
  });
}

/** A premium name is ordered for the price that was agreed to, or not at all. */
function requireFee({ domain, premiumFee }: RegisterOrder | RenewOrder, asked: string): void {
  if (!requests(domain, 'premium') || Number(premiumFee?.amount) === Number(asked)) return;
  throw new ProviderError('REFUSED', `The registry asks ${asked} USD for that name.`);
}

/** What a registry insists on. */
export function requireContacts({ registrant }: Contacts): void {
  if (!registrant.firstName || !registrant.lastName)
    throw new ProviderError('REFUSED', 'The registrant has no name.');
  if (!isEmail(registrant.email))
    throw new ProviderError('REFUSED', 'The registrant has no valid e-mail address.');
  if (!/^\+\d{1,3}\.\d{4,14}$/.test(registrant.phone))
    throw new ProviderError('REFUSED', 'The phone number must be written as +CC.number.');
}

/** What became of an order, by the key it was sent with. */
export async function findOrder(app: App, { key, domain }: OrderTrace): Promise<FoundOrder> {
  const order = await app.db.sandboxOperation.findUnique({ where: { idempotencyKey: key } });
  if (!order) return { state: 'absent' };
  const row = await holding(app.db, domain);
  const orderId = `SB${order.id}`;
  const expiresOn = row && toDay(row.expiresAt);
  if (row?.status === 'rejected')
    return { state: 'failed', orderId, words: 'The losing registrar rejected the transfer.' };
  const state = row?.status === 'pendingTransfer' ? 'pending' : 'done';
  return { state, orderId, ...(expiresOn && state === 'done' && { expiresOn }) };
}
