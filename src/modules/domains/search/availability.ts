import pLimit, { type LimitFunction } from 'p-limit';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { PremiumPrices } from '#modules/catalog/pricing/terms.ts';
import type { Availability } from '#providers/registrars/domain-data.ts';
import { lookup } from '#providers/whois/lookup.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';
import { ensureNoComparison } from '#schema/quiet.ts';
import { storedPremium } from './premium.ts';
import { directoriesOf, type OwnDirectories } from './directories.ts';
import {
  connectRegistrar,
  type RegistrarRow,
} from '#modules/domains/registrars/registrar-settings.ts';

/** A name to ask about, below a TLD that is on sale. */
export interface AvailabilityRequest {
  /** ASCII. */
  name: string;
  /** Language of an internationalised name; some registrars cannot tell without. */
  idnLanguage?: string;
  tld: OwnDirectories & {
    registrar: (RegistrarRow & { isActive: boolean }) | null;
  };
}

/** What is known of a name. */
export interface Known {
  name: string;
  status: 'AVAILABLE' | 'UNAVAILABLE' | 'UNKNOWN';
  isPremium: boolean;
  /** What the registry asks for a premium name; null where it does not tell all of it. */
  premium: PremiumPrices | null;
  source: 'registrar' | 'rdap' | 'whois';
  /** The directory's text; empty where none was asked. */
  whois: string;
  /** Why nothing is known; empty where something is. */
  reason: string;
}

/** How long one registrar, and one directory, may take. */
const REGISTRAR_MS = 6_000;
const DIRECTORY_MS = 5_000;
/** How many names of one TLD are asked about at once, by this gateway. */
const AT_ONCE_PER_TLD = 4;
/** How long an answer is good: a taken name stays taken longer than a free one stays free. */
const FREE_FOR_MS = 60_000;
const TAKEN_FOR_MS = 600_000;

/**
 * Which of the names are free: by the TLD's registrar, where that does not know by RDAP, and where
 * that does not know by WHOIS. All TLDs at once, each with limits and a time of its own, so that a
 * slow registry delays nobody else's answer. Answers are kept for a short while.
 */
export async function availabilityOf(
  app: App,
  requests: readonly AvailabilityRequest[],
): Promise<Known[]> {
  const stored = await readCached(app, requests);
  const open = requests.filter(({ name }) => !stored.has(name));
  const answers = await Promise.all(open.map((one) => limitOf(app, one)(() => lookUp(app, one))));
  const fresh = new Map(answers.map((answer) => [answer.name, answer]));
  await store(app, answers).catch((error: unknown) =>
    app.log.warn({ err: error }, 'Answers of a search were not kept.'),
  );
  return requests.map(({ name }) => stored.get(name) ?? fresh.get(name) ?? unknown(name, 'whois'));
}

/**
 * Asks the registrars anew, whatever was kept, and keeps what they say: an order is placed on what
 * holds now. Names whose registrar does not know stay as they were known.
 */
export async function askAnew(app: App, requests: readonly AvailabilityRequest[]): Promise<void> {
  const answers = await Promise.all(
    requests.map((one) => limitOf(app, one)(() => checkRegistrar(app, one))),
  );
  await store(
    app,
    answers.flatMap((answer) => (answer && answer.status !== 'UNKNOWN' ? [answer] : [])),
  );
}

const limitsOf = onceFor((_app: App) => new Map<string, LimitFunction>());

function limitOf(app: App, { tld: { extension } }: AvailabilityRequest): LimitFunction {
  const limits = limitsOf(app);
  const limit = limits.get(extension) ?? pLimit(AT_ONCE_PER_TLD);
  limits.set(extension, limit);
  return limit;
}

const unknown = (name: string, source: Known['source'], reason = ''): Known => ({
  name,
  status: 'UNKNOWN',
  isPremium: false,
  premium: null,
  source,
  whois: '',
  reason,
});

async function lookUp(app: App, requests: AvailabilityRequest): Promise<Known> {
  const received = await checkRegistrar(app, requests);
  return received && received.status !== 'UNKNOWN' ? received : checkDirectories(app, requests);
}

async function checkRegistrar(
  app: App,
  { name, tld, idnLanguage }: AvailabilityRequest,
): Promise<Known | null> {
  if (!tld.registrar?.isActive) return null;
  try {
    const registrar = connectRegistrar(app, tld.registrar);
    if (!registrar.supports.has('availability')) return null;
    const [answer] = await registrar.availability([name], {
      timeoutMs: REGISTRAR_MS,
      ...(idnLanguage && { idnLanguage }),
    });
    return answer ? fromRegistrar(name, answer) : null;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/** Both prices of a premium name, where both come in one currency. */
const premiumPrices = ({
  register,
  renew,
}: NonNullable<Availability['prices']>): PremiumPrices | null =>
  register && renew && register.currency === renew.currency
    ? { register: register.amount, renew: renew.amount, currencyCode: register.currency }
    : null;

const fromRegistrar = (name: string, { status, premium, prices }: Availability): Known => ({
  name,
  status:
    status === 'available' ? 'AVAILABLE' : status === 'unavailable' ? 'UNAVAILABLE' : 'UNKNOWN',
  isPremium: premium,
  premium: premium && prices ? premiumPrices(prices) : null,
  source: 'registrar',
  whois: '',
  reason: '',
});

async function checkDirectories(app: App, { name, tld }: AvailabilityRequest): Promise<Known> {
  try {
    ensureNoComparison(app);
    const options = await directoriesOf(app, tld, DIRECTORY_MS);
    const { status, source, text = '' } = await lookup(name, options);
    if (status === 'unknown') return unknown(name, source, text);
    const isFree = status === 'available';
    return {
      ...unknown(name, source),
      whois: isFree ? '' : text,
      status: isFree ? 'AVAILABLE' : 'UNAVAILABLE',
    };
  } catch (error) {
    if (error instanceof ProviderError) return unknown(name, 'whois', error.message);
    throw error;
  }
}

async function readCached(
  { db }: App,
  requests: readonly AvailabilityRequest[],
): Promise<Map<string, Known>> {
  const rows = await db.availabilityCache.findMany({
    where: { name: { in: requests.map(({ name }) => name) }, expiresAt: { gt: now() } },
  });
  return new Map(
    rows.map((row) => [
      row.name,
      {
        name: row.name,
        status: row.isAvailable ? 'AVAILABLE' : 'UNAVAILABLE',
        isPremium: row.isPremium,
        premium: storedPremium(row),
        source: row.source as Known['source'],
        whois: row.whois,
        reason: '',
      },
    ]),
  );
}

/** Keeps what is known, in one statement; what is not known is asked again the next time. */
async function store({ db }: App, answers: readonly Known[]): Promise<void> {
  const at = now();
  const rows = answers
    .filter(({ status }) => status !== 'UNKNOWN')
    .map(({ name, status, isPremium, premium, source, whois }) => ({
      name,
      free: status === 'AVAILABLE',
      premium: isPremium,
      price: premium?.register ?? null,
      renew: premium?.renew ?? null,
      currency: premium?.currencyCode ?? null,
      source,
      whois: whois.slice(0, 8_192),
      until: new Date(at.getTime() + (status === 'AVAILABLE' ? FREE_FOR_MS : TAKEN_FOR_MS)),
    }));
  if (!rows.length) return;
  await db.$executeRaw(Prisma.sql`
    insert into availability_cache
      (name, is_available, is_premium, premium_price, premium_renew_price, currency_code, source,
       whois, checked_at, expires_at)
    select r.name, r.free, r.premium, r.price, r.renew, c.code, r.source, r.whois, ${at}, r.until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (name text, free boolean, premium boolean, price numeric, renew numeric, currency text,
       source text, whois text, until timestamptz)
    left join currencies c on c.code = r.currency
    on conflict (name) do update set
      is_available = excluded.is_available, is_premium = excluded.is_premium,
      premium_price = excluded.premium_price, premium_renew_price = excluded.premium_renew_price,
      currency_code = excluded.currency_code,
      source = excluded.source, whois = excluded.whois, checked_at = excluded.checked_at,
      expires_at = excluded.expires_at`);
}
