import { today } from '#core/clock.ts';
import { defined } from '#core/defined.ts';
import { exact, type Amount } from '#core/money.ts';
import type { AccountKind, JournalCause } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** One side of a movement: debit positive, credit negative. */
export interface LedgerEntry {
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
  entries: readonly LedgerEntry[];
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
  const { currency, subject } = movement;
  const entries = movement.entries.filter(({ amount }) => !exact(amount).isZero());
  if (entries.length === 0) return null;
  const sides = entries.map((entry) => ({
    account: entry.account,
    client_id: entry.clientId,
    billing_name: entry.billingName ?? '',
    reseller_id: entry.resellerId,
    affiliate_id: entry.affiliateId,
    gateway_id: entry.gatewayId,
    invoice_id: entry.invoiceId,
    amount: exact(entry.amount).toFixed(),
  }));
  // One statement: every change of money passes here.
  const [set] = await tx.$queryRaw<{ id: number }[]>`
    with made as (
      insert into journal_sets (cause, description, subject_type, subject_id, reversal_of_id,
                                actor, posted_on, idempotency_key)
      values (${movement.cause}::journal_cause, ${movement.description}, ${subject.type},
              ${subject.id}, ${movement.reversalOfId ?? null}::int, ${actor.id},
              ${today()}::date, ${movement.idempotencyKey ?? null})
      returning id
    ), sides as (
      select * from jsonb_to_recordset(${JSON.stringify(sides)}::jsonb) as side
        (account account_kind, client_id int, billing_name text, reseller_id int,
         affiliate_id int, gateway_id int, invoice_id int, amount numeric)
    ), entered as (
      insert into journal_entries (set_id, account, client_id, billing_name, reseller_id,
                                   affiliate_id, gateway_id, invoice_id, currency_code, amount, rate)
      select made.id, account, client_id, billing_name, reseller_id, affiliate_id, gateway_id,
             invoice_id, ${currency}, amount, (select rate from currencies where code = ${currency})
      from made, sides
    ), moved as (
      insert into account_balances (key, account, client_id, reseller_id, affiliate_id, gateway_id,
                                    currency_code, balance, updated_at)
      select key, account, client_id, reseller_id, affiliate_id, gateway_id, ${currency}, amount, now()
      from jsonb_to_recordset(${JSON.stringify(balancesOf(entries, currency))}::jsonb) as change
        (key text, account account_kind, client_id int, reseller_id int, affiliate_id int,
         gateway_id int, amount numeric)
      order by key
      on conflict (key) do update
        set balance = account_balances.balance + excluded.balance, updated_at = now()
    ), owed as (
      -- What is owed on an invoice is the fold of its receivable, kept beside in the same breath.
      update invoices set balance = balance + change.amount
      from (
        select invoice_id, sum(amount) as amount from sides
        where account = 'RECEIVABLE' group by invoice_id
      ) as change
      where invoices.id = change.invoice_id
    ), owing as (
      -- And with it what its client owes, whom whoever moves money has locked.
      update clients set balance = balance + change.amount
      from (
        select invoices.client_id, sum(sides.amount) as amount
        from sides join invoices on invoices.id = sides.invoice_id
        where account = 'RECEIVABLE' group by invoices.client_id
      ) as change
      where clients.id = change.client_id
    )
    select id from made`;
  // Here and not at the commit: the embedded database's driver does not tell of a failed commit.
  await tx.$executeRaw`set constraints journal_entries_balance immediate`;
  return defined(set, 'journal set that was just made').id;
}

/** Who an account belongs to; with it the balance has one key, also where nobody is named. */
export function balanceKeyOf(entry: Omit<LedgerEntry, 'amount'>): string {
  const { account, clientId, resellerId, affiliateId, gatewayId } = entry;
  if (account.startsWith('RESELLER') && resellerId) return `reseller:${resellerId}`;
  if (account.startsWith('AFFILIATE') && affiliateId) return `affiliate:${affiliateId}`;
  if (account.startsWith('GATEWAY')) return gatewayId ? `gateway:${gatewayId}` : 'company';
  return clientId ? `client:${clientId}` : 'company';
}

/** What the balances change by: one row for each, whatever the number of entries. */
function balancesOf(entries: readonly LedgerEntry[], currency: string) {
  const changes = new Map<string, { entry: LedgerEntry; amount: ReturnType<typeof exact> }>();
  for (const entry of entries) {
    const key = `${entry.account}:${balanceKeyOf(entry)}:${currency}`;
    const before = changes.get(key)?.amount ?? exact('0');
    changes.set(key, { entry, amount: before.plus(exact(entry.amount)) });
  }
  return [...changes].map(([key, { entry, amount }]) => {
    const owner = balanceKeyOf(entry).split(':')[0];
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
}
