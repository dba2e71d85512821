import { ProviderError } from '#core/provider-error.ts';
import { listOf, messageOf, pick, unreadable } from '#providers/registrars/answers.ts';
import { readXml, textIn } from '#providers/registrars/xml.ts';
import { sendPaced } from '#providers/throttle.ts';

/** How the reseller API of Enom is reached. */
export interface EnomAccount {
  baseUrl: string;
  accountId: string;
  token: string;
  /** ISO 4217; the API names none with its amounts. */
  currency: string;
}

/** Parameters of one command, in the document's spelling. */
export type EnomParams = Record<string, string | undefined>;

/** An error, and what its answer says of the TLD. */
export class EnomError extends ProviderError {
  /** Whether registrations of the TLD are carried out at once. */
  readonly isRealTime: boolean;

  constructor(outcome: 'REFUSED' | 'UNKNOWN', message: string, isRealTime: boolean) {
    super(outcome, message);
    this.isRealTime = isRealTime;
  }
}

/** What every answer says of the TLD that was asked about (`IsRealTimeTLD`); yes where it does not. */
export const isRealTimeIn = (answer: unknown): boolean =>
  textIn(pick(answer, 'IsRealTimeTLD'))?.toLowerCase() !== 'false';

/** The elements of an answer without errors. */
export async function callEnom(
  account: EnomAccount,
  command: string,
  params: EnomParams,
  left: () => number,
): Promise<unknown> {
  const url = new URL('interface.asp', account.baseUrl);
  const body = new URLSearchParams({
    command,
    uid: account.accountId,
    pw: account.token,
    responsetype: 'xml',
  });
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) body.set(name, value);
  const request = { url, method: 'POST', body, timeoutMs: left(), maxBytes: 16 << 20 } as const;
  const { status, text } = await sendPaced(request);
  let answer: unknown;
  try {
    answer = pick(readXml(text), 'interface-response');
  } catch (error) {
    throw unreadable(url.host, status, error);
  }
  judge(account, answer, url.host, status);
  return answer;
}

function judge({ token }: EnomAccount, answer: unknown, host: string, status: number): void {
  const count = textIn(pick(answer, 'ErrCount'));
  // "True indicates this entire response has reached you successfully."
  const isWhole = textIn(pick(answer, 'Done'))?.toLowerCase() === 'true';
  if (!count || !/^\d+$/.test(count)) throw unreadable(host, status);
  // 4xx: the server of the registry failed, the command may be sent again (RFC 2832, 5).
  const code = textIn(pick(answer, 'RRPCode')) ?? '';
  if (Number(count) === 0 && isWhole && !/^[45]\d\d$/.test(code)) return;
  if (Number(count) === 0 && !isWhole) throw unreadable(host, status);
  const errors = Object.values(pick(answer, 'errors') ?? {}).flatMap(listOf);
  const words = errors.flatMap((one) => textIn(one) ?? []).join(' ');
  const text = words || textIn(pick(answer, 'RRPText'));
  const outcome = /^4\d\d$/.test(code) ? 'UNKNOWN' : 'REFUSED';
  throw new EnomError(outcome, messageOf(text, `${host} refused.`, token), isRealTimeIn(answer));
}

/** Whether a call failed since the account has no such domain. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof ProviderError &&
  error.outcome === 'REFUSED' &&
  /domain( name)?( id)? (not found|cannot be found)|no transfer order details/i.test(error.message);

/** A name as nearly every command takes it. */
export function parted(domain: string): { SLD: string; TLD: string } {
  const dot = domain.indexOf('.');
  return { SLD: domain.slice(0, dot), TLD: domain.slice(dot + 1) };
}

/** Demands the word by which a command says that it was carried out. */
export function ensureSaid(answer: unknown, element: string, word: string): void {
  if (textIn(pick(answer, element))?.toLowerCase() === word) return;
  throw new ProviderError('UNKNOWN', 'The registrar did not confirm the change.');
}
