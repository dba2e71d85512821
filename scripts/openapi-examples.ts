import { readdirSync, readFileSync } from 'node:fs';

interface Call {
  title: string;
  form: Record<string, unknown>;
  reply: Record<string, unknown>;
}

/** A reply with no more than two items of each list. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortened(item)]));
}

/**
 * The examples of /rapi/openapi.json, from the golden transcripts: of each command one call that
 * went well and one that was refused.
 */
export function examplesOfTranscripts(): string {
  const examples = readdirSync('test/transcripts')
    .toSorted()
    .map((file) => {
      const calls = JSON.parse(readFileSync(`test/transcripts/${file}`, 'utf8')) as Call[];
      const success = calls.find(({ reply }) => reply.result === 'success');
      const refused = calls.find(({ reply }) => reply.result === 'error');
      const kept = [success, refused].flatMap((call) =>
        call ? [{ title: call.title, form: call.form, reply: shortened(call.reply) }] : [],
      );
      return [file.replace('.json', ''), kept];
    });
  return `${JSON.stringify(Object.fromEntries(examples))}\n`;
}
