import pLimit, { type LimitFunction } from 'p-limit';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import { lookup } from '#providers/whois/lookup.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';
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
  /** What the registry asks for a premium name's first year. */
  premium: RegistrarMoney | null;
  source: 'registrar' | 'rdap' | 'whois';
  /** The directory's text; empty where none was asked. */
  whois: string;
  /** Why nothing is known; empty where something is. */
  reason: string;
}

/** How long one registrar, and one directory, may take. */
const REGISTRAR_MS = 6_000;
const DIRECTORY_MS = 5_000;
/** How many names of one TLD are asked about at once, in this process. */
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
  const answers = await Promise.all(open.map((one) => limitOf(one)(() => lookUp(app, one))));
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
    requests.map((one) => limitOf(one)(() => checkRegistrar(app, one))),
  );
  await store(
    app,
    answers.flatMap((answer) => (answer && answer.status !== 'UNKNOWN' ? [answer] : [])),
  );
}

const limits = new Map<string, LimitFunction>();

function limitOf({ tld: { extension } }: AvailabilityRequest): LimitFunction {
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

const fromRegistrar = (name: string, { status, premium, prices }: Availability): Known => ({
  name,
  status:
    status === 'available' ? 'AVAILABLE' : status === 'unavailable' ? 'UNAVAILABLE' : 'UNKNOWN',
  isPremium: premium,
  premium: premium ? (prices?.register ?? null) : null,
  source: 'registrar',
  whois: '',
  reason: '',
});

async function checkDirectories(app: App, { name, tld }: AvailabilityRequest): Promise<Known> {
  try {
    const options = await directoriesOf(app.db, tld, DIRECTORY_MS);
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
    rows.map(({ name, isAvailable, isPremium, premiumPrice, currencyCode, source, whois }) => [
      name,
      {
        name,
        status: isAvailable ? 'AVAILABLE' : 'UNAVAILABLE',
        isPremium,
        premium:
          premiumPrice && currencyCode
            ? { amount: premiumPrice.toFixed(), currency: currencyCode }
            : null,
        source: source as Known['source'],
        whois,
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
      price: premium?.amount ?? null,
      currency: premium?.currency ?? null,
      source,
      whois: whois.slice(0, 8_192),
      until: new Date(at.getTime() + (status === 'AVAILABLE' ? FREE_FOR_MS : TAKEN_FOR_MS)),
    }));
  if (!rows.length) return;
  await db.$executeRaw(Prisma.sql`
    insert into availability_cache
      (name, is_available, is_premium, premium_price, currency_code, source, whois, checked_at, expires_at)
    select r.name, r.free, r.premium, r.price, c.code, r.source, r.whois, ${at}, r.until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (name text, free boolean, premium boolean, price numeric, currency text, source text,
       whois text, until timestamptz)
    left join currencies c on c.code = r.currency
    on conflict (name) do update set
      is_available = excluded.is_available, is_premium = excluded.is_premium,
      premium_price = excluded.premium_price, currency_code = excluded.currency_code,
      source = excluded.source, whois = excluded.whois, checked_at = excluded.checked_at,
      expires_at = excluded.expires_at`);
}
