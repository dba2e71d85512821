import { Account, Billing, Client, Device, Email, Event } from '@maxmind/minfraud-api-node';
import { Order, Transaction } from '@maxmind/minfraud-api-node';
import { Decimal } from 'decimal.js';
import pLimit from 'p-limit';
import { ProviderError } from '#core/provider-error.ts';
import { isUnsent, neverSent } from '#providers/http.ts';
import type { FraudCheck, FraudInput, FraudVerdict } from '#providers/fraud/fraud-check.ts';

/** What staff enter for minFraud. */
export interface MinFraudSettings {
  accountId: string;
  licenseKey: string;
  /** Scores from here on are `MEDIUM`; default 20. */
  reviewFrom?: string;
  /** Scores from here on are `HIGH`; default 70. */
  rejectFrom?: string;
  /** Default `minfraud.maxmind.com`. */
  host?: string;
  timeoutMs?: number;
}

const CALLS_AT_ONCE = 4;

/** MaxMind minFraud Score through the official library. */
export function connectMinFraud(settings: MinFraudSettings): FraudCheck {
  const { accountId, licenseKey, timeoutMs = 10_000, host } = settings;
  const client = new Client(accountId, licenseKey, timeoutMs, host);
  const queue = pLimit(CALLS_AT_ONCE);
  return {
    name: 'minfraud',
    displayName: 'MaxMind minFraud',
    check: (input) =>
      queue(async () => {
        const transaction = transactionOf(input);
        try {
          const score = await within(timeoutMs, client.score(transaction));
          return verdict(score, settings);
        } catch (error) {
          throw failure(error);
        }
      }),
  };
}

function transactionOf(input: FraudInput): Transaction {
  const { ipAddress, userAgent, acceptLanguage, amount, currency, email, clientId } = input;
  try {
    return new Transaction({
      event: new Event({
        transactionId: input.transactionId,
        ...(input.occurredAt && { time: input.occurredAt }),
      }),
      ...(ipAddress && {
        device: new Device({
          ipAddress,
          ...(userAgent && { userAgent }),
          ...(acceptLanguage && { acceptLanguage }),
        }),
      }),
      ...(email && { email: new Email({ address: email, domain: email.split('@').pop()! }) }),
      ...(clientId && { account: new Account({ userId: String(clientId) }) }),
      ...(input.billing && { billing: new Billing(provided(input.billing)) }),
      // The protocol itself writes amounts as JSON numbers; nothing is computed with this one.
      ...(amount && {
        order: new Order({ amount: Number(amount), ...(currency && { currency }) }),
      }),
    });
  } catch (error) {
    // The library checks addresses, countries and currencies as it takes them.
    throw new ProviderError('REFUSED', `minFraud: ${(error as Error).message}`, { cause: error });
  }
}

function provided<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields).filter(([, value]) => value);
  return Object.fromEntries(entries) as Partial<T>;
}

/** The library keeps waiting on a silent server, so the limit is kept here. */
function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new ProviderError('UNKNOWN', 'minFraud did not answer.');
    timer = setTimeout(() => reject(error), ms);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

interface Score {
  riskScore: number;
  warnings?: readonly { code?: string; warning?: string }[];
}

function verdict(score: Score, settings: MinFraudSettings): FraudVerdict {
  const { reviewFrom = '20', rejectFrom = '70' } = settings;
  if (typeof score?.riskScore !== 'number')
    throw new ProviderError('UNKNOWN', 'minFraud gave no score.');
  const value = new Decimal(score.riskScore);
  const review = value.gte(reviewFrom) ? 'MEDIUM' : 'LOW';
  return {
    score: value.toFixed(),
    risk: value.gte(rejectFrom) ? 'HIGH' : review,
    warnings: (score.warnings ?? []).map(({ code, warning }) => warning ?? code ?? 'warning'),
    raw: JSON.parse(JSON.stringify(score)) as Record<string, unknown>,
  };
}

const REJECTIONS = /^(AUTHORIZATION|ACCOUNT|LICENSE|USER|PERMISSION|INSUFFICIENT|IP_ADDRESS|JSON)_/;

function failure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { code = '', error: words = '' } = error as { code?: string; error?: string };
  const cause = { cause: error };
  if (REJECTIONS.test(code)) return new ProviderError('REFUSED', `minFraud: ${words}`, cause);
  return isUnsent(code)
    ? neverSent('minFraud', error)
    : new ProviderError('UNKNOWN', 'minFraud gave no usable answer.', cause);
}
