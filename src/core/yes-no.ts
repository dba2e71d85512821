const YES = new Set(['yes', 'true', '1', 'on', 'y', 'enable', 'enabled']);
const NO = new Set(['no', 'false', '0', 'off', 'n', 'disable', 'disabled']);

/** The words people and old programs say yes and no with, in any case; undefined for any other. */
export function yesOrNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}
