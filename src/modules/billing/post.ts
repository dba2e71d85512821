import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { exact, type Amount } from '#core/money.ts';
import type { AccountKind, JournalCause } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** One side of a movement: debit positive, credit negative. */
export interface Entry {
  account: AccountKind;
  amount: Amount;
  clientId?: number | null;
  billingName?: string;
  resellerId?: number | null;
  affiliateId?: number | null;
  gatewayId?: number | null;
  invoiceId?: number | null;
}

/** A movement of money: entries of one currency that add up to nothing. */
export interface Movement {
  cause: JournalCause;
  description: string;
  /** What it is about: Invoice, Transaction, Client … */
  subject: { type: string; id: number };
  currency: string;
  entries: readonly Entry[];
  reversalOfId?: number;
  /** A second movement with the same key is refused by the database. */
  idempotencyKey?: string;
}

/**
 * Writes a movement into the journal, together with the balances it changes and what is still owed
 * on the invoices it concerns. The database refuses one that does not add up to nothing.
 * @returns the id of the set; null when there was nothing to move.
 */
export async function post(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  movement: Movement,
): Promise<number | null> {
  const { currency, subject, entries, ...rest } = movement;
  const filled = entries.filter(({ amount }) => !exact(amount).isZero());
  if (filled.length === 0) return null;
  const { rate } = await tx.currency.findUniqueOrThrow({
    where: { code: currency },
    select: { rate: true },
  });
  const set = await tx.journalSet.create({
    data: {
      ...rest,
      subjectType: subject.type,
      subjectId: subject.id,
      actor: actor.id,
      postedOn: toDate(today()),
    },
    select: { id: true },
  });
  await tx.journalEntry.createMany({
    data: filled.map((entry) => ({
      ...entry,
      amount: exact(entry.amount).toFixed(),
      setId: set.id,
      currencyCode: currency,
      rate,
    })),
  });
  // Here and not at the commit: the embedded database's driver does not tell of a failed commit.
  await tx.$executeRaw`set constraints journal_entries_balance immediate`;
  await moveBalances({ tx }, filled, currency);
  await moveOwed({ tx }, filled);
  return set.id;
}

/** Who an account belongs to; with it the balance has one key, also where nobody is named. */
export function ownerOf(entry: Omit<Entry, 'amount'>): string {
  const { account, clientId, resellerId, affiliateId, gatewayId } = entry;
  if (account.startsWith('RESELLER') && resellerId) return `reseller:${resellerId}`;
  if (account.startsWith('AFFILIATE') && affiliateId) return `affiliate:${affiliateId}`;
  if (account.startsWith('GATEWAY')) return gatewayId ? `gateway:${gatewayId}` : 'house';
  return clientId ? `client:${clientId}` : 'house';
}

async function moveBalances({ tx }: Pick<Work, 'tx'>, entries: readonly Entry[], currency: string) {
  const changes = new Map<string, { entry: Entry; amount: ReturnType<typeof exact> }>();
  for (const entry of entries) {
    const key = `${entry.account}:${ownerOf(entry)}:${currency}`;
    const before = changes.get(key)?.amount ?? exact('0');
    changes.set(key, { entry, amount: before.plus(exact(entry.amount)) });
  }
  const rows = [...changes].map(([key, { entry, amount }]) => {
    const owner = ownerOf(entry).split(':')[0];
    const id = (kind: string, value?: number | null) => (owner === kind ? (value ?? null) : null);
    return {
      key,
      account: entry.account,
      client_id: id('client', entry.clientId),
      reseller_id: id('reseller', entry.resellerId),
      affiliate_id: id('affiliate', entry.affiliateId),
      gateway_id: id('gateway', entry.gatewayId),
      amount: amount.toFixed(),
    };
  });
  await tx.$executeRaw`
    insert into account_balances
      (key, account, client_id, reseller_id, affiliate_id, gateway_id, currency_code, balance, updated_at)
    select key, account::account_kind, client_id, reseller_id, affiliate_id, gateway_id,
           ${currency}, amount, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as change
      (key text, account text, client_id int, reseller_id int, affiliate_id int, gateway_id int, amount numeric)
    order by key
    on conflict (key) do update
      set balance = account_balances.balance + excluded.balance, updated_at = now()`;
}

/** What is owed on an invoice is the fold of its receivable, kept beside in the same breath. */
async function moveOwed({ tx }: Pick<Work, 'tx'>, entries: readonly Entry[]): Promise<void> {
  for (const { account, invoiceId, amount } of entries)
    if (account === 'RECEIVABLE' && invoiceId)
      await tx.$executeRaw`
        update invoices set balance = balance + ${exact(amount).toFixed()}::numeric
        where id = ${invoiceId}`;
}
