/**
 * ISO 4217 currencies whose minor unit is not the hundredth. Every other code has two decimals,
 * including the funds and metals codes that ISO lists without any.
 */
const DECIMALS = new Map<string, number>();

const GROUPS: readonly [number, string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

for (const [decimals, codes] of GROUPS) {
  for (const code of codes.split(' ')) DECIMALS.set(code, decimals);
}

/** Whether the text is spelled like an ISO 4217 code: three capital letters. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/**
 * Number of decimals of a currency: 0 for JPY, 2 for USD, 3 for KWD.
 * @throws RangeError when the code is not three capital letters.
 */
export function exponentOf(code: string): number {
  if (!isCurrencyCode(code)) throw new RangeError(`Not a currency code: ${JSON.stringify(code)}`);
  return DECIMALS.get(code) ?? 2;
}
