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

/** Currencies that the company calculates with fewer decimals than ISO 4217 gives them. */
let lowered: ReadonlyMap<string, number> = new Map();

/** Has amounts of these currencies kept with fewer decimals; of all others with those of ISO 4217. */
export const useDecimals = (decimals: ReadonlyMap<string, number>): void => {
  lowered = decimals;
};

/** Number of decimals that ISO 4217 gives a currency. */
export const isoDecimalsOf = (code: string): number => DECIMALS.get(code) ?? 2;

/**
 * Number of decimals of a currency: 0 for JPY, 2 for USD, 3 for KWD; fewer where the company set so.
 * @throws RangeError when the code is not three capital letters.
 */
export function exponentOf(code: string): number {
  if (!isCurrencyCode(code)) throw new RangeError(`Not a currency code: ${JSON.stringify(code)}`);
  return lowered.get(code) ?? isoDecimalsOf(code);
}
