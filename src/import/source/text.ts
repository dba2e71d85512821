/** The characters of the bytes 0 to 255 in Windows-1252, which MySQL calls latin1, as their bytes. */
const BYTES = new Map(
  [
    ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
  ].map((character, byte) => [character, byte]),
);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A text whose UTF-8 bytes were stored as if they were Latin-1, as old installations did for years:
 * `MÃ¼ller` is `Müller`. Null where it is not one, since it would not be valid UTF-8 then.
 */
export function repaired(text: string): string | null {
  if (!/[\u00c2-\u00f4]/.test(text)) return null;
  const bytes = [...text].map((character) => BYTES.get(character));
  if (bytes.includes(undefined)) return null;
  try {
    return utf8.decode(Uint8Array.from(bytes as number[]));
  } catch {
    return null;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
};

/** Plain text of what was stored escaped for HTML. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#0?39);/g, (entity) => ENTITIES[entity] ?? entity);

/** Without the character that PostgreSQL cannot store. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');
