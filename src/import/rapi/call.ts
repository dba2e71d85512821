import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '#core/provider-error.ts';
import { SourceLost } from '#import/source/source.ts';
import { type ProviderResponse, send } from '#providers/http.ts';
import { isReply, type CommandReply, entryText } from './reply.ts';

/** The only commands that are ever called: all of them read. */
export type ReadCommand = `Get${string}`;

/** What is sent with a command. */
export type Fields = Readonly<Record<string, string | number>>;

/** Calls a command of the source. @throws CommandRefused or SourceLost; neither repeats the token */
export type AskCommand = (command: ReadCommand, fields?: Fields) => Promise<CommandReply>;

/** The source answered, in its own words, that it does not. */
export class CommandRefused extends Error {
  /** The token may not call the command. */
  readonly isForbidden: boolean;

  constructor(message: string, isForbidden: boolean) {
    super(message);
    this.isForbidden = isForbidden;
  }
}

/** Pauses before a call is tried again; reads may be repeated. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];

/** The longest pause that a source may ask for. */
const LONGEST_MS = 60_000;

/**
 * Calls commands as they are spelled. A call that was not answered, or with HTTP 429 or 5xx, is made
 * again; no more begin in a second than was said, and four are under way at most.
 */
export function pacedCommands(
  perSecond: number,
  spelled: (command: ReadCommand, fields: Fields) => { url: string; form: Fields },
): AskCommand {
  const turn = paced(perSecond);
  const once = async (command: ReadCommand, fields: Fields) => {
    await turn();
    const { url, form } = spelled(command, fields);
    return send({
      url,
      method: 'POST',
      body: new URLSearchParams(Object.entries(form).map(([name, value]) => [name, `${value}`])),
      headers: { accept: 'application/json' },
      timeoutMs: 120_000,
      maxBytes: 256 << 20,
    });
  };
  return async (command, fields = {}) => {
    for (let tried = 0; ; tried += 1) {
      const answer = await once(command, fields).catch((error: unknown) => lost(command, error));
      const pause = PAUSES_MS[tried];
      if (answer instanceof SourceLost) {
        if (pause === undefined) throw answer;
        await sleep(pause);
      } else if (pause !== undefined && (answer.status === 429 || answer.status >= 500)) {
        await sleep(Math.min(asked(answer) ?? pause, LONGEST_MS));
      } else return replyOf(command, answer);
    }
  };
}

/** Lets so many begin in a second. */
function paced(perSecond: number): () => Promise<void> {
  const step = 1_000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(next, now);
    next = at + step;
    if (at > now) await sleep(at - now);
  };
}

function lost(command: string, error: unknown): SourceLost {
  if (!(error instanceof ProviderError)) throw error;
  return new SourceLost(new Error(`${command}: ${error.message}`));
}

/** The pause that the source asks for. */
function asked({ headers }: ProviderResponse): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

function replyOf(command: string, { status, text }: ProviderResponse): CommandReply {
  const reply = parsed(text);
  if (!reply)
    throw new SourceLost(new Error(`${command} was answered with HTTP ${status} and no JSON`));
  if (reply.result === 'error' || reply.status === 'error')
    throw new CommandRefused(entryText(reply.message).slice(0, 200), status === 403);
  if (status !== 200)
    throw new SourceLost(new Error(`${command} was answered with HTTP ${status}`));
  return reply;
}

function parsed(text: string): CommandReply | null {
  try {
    const value: unknown = JSON.parse(text);
    return isReply(value) ? value : null;
  } catch {
    return null;
  }
}
