/** A header of an email. */
export interface EmailHeader {
  name: string;
  value: string;
}

/** The message ids in a header, without their brackets (RFC 5322, 3.6.4). */
export const idsIn = (text: string | null | undefined): string[] =>
  (text?.match(/<[^<>\s]{1,250}>/g) ?? []).map((id) => id.slice(1, -1));

/** The address in a header `From`: `Ann <ann@example.com>` or bare. */
export const addressIn = (from: string): string => /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from;

/** The number of a ticket in a subject, as this system's own emails write it: `[#482915]`. */
export const numberIn = (subject: string): string | undefined =>
  /\[#(\d{6,10})\]/.exec(subject)?.[1];

/**
 * Whether no person wrote it: notices of absence, of what could not be delivered, and lists. Who
 * answers these is answered again, without an end (RFC 3834, 2).
 */
export function isAutomaticEmail(headers: readonly EmailHeader[]): boolean {
  return headers.some(({ name, value }) => {
    const text = value.trim().toLowerCase();
    switch (name.trim().toLowerCase()) {
      case 'auto-submitted':
        return !/^no\b/.test(text);
      case 'precedence':
        return ['auto_reply', 'bulk', 'junk', 'list'].includes(text);
      case 'x-auto-response-suppress':
        return /\b(?:all|autoreply|oof)\b/.test(text);
      case 'return-path':
        return text === '<>';
      case 'list-id':
        return true;
      default:
        return false;
    }
  });
}

/** Where the earlier email begins that mail programs put below an answer. */
const quoteLead =
  /^(?:-{2,} ?(?:original message|forwarded message).*|_{10,}|(?:on|am|le|el) .{5,200}(?:wrote|schrieb|écrit|escribió) ?:)$/i;

/** What was written, without the earlier email below it; all of it where nothing else is left. */
export function ownWords(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const lead = lines.findIndex((line) => quoteLead.test(line.trim()));
  const above = lead < 0 ? lines : lines.slice(0, lead);
  while (above.length && /^\s*(?:>.*)?$/.test(above.at(-1)!)) above.pop();
  return above.join('\n').trim() || text.trim();
}
