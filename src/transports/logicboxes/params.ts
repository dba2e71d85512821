/** The parameters of a request are not what the operation takes; the message is the platform's. */
export class ParameterError extends Error {}

/** The texts this platform refuses with. */
export const errorTexts = {
  unauthenticated: 'Required authentication parameter missing',
  denied: 'Access Denied: You are not authorized to perform this action.',
  missing: (name: string) => `Required parameter missing: ${name}`,
  invalid: (name: string) => `Invalid value for parameter: ${name}`,
  unexpected: 'An unexpected error has occurred',
};

const MOST_IDS = 500;
const ID = /^\d{1,10}$/;

/** No row has a larger number: ids beyond it are those of nothing, like any other unknown id. */
const LARGEST_ID = 2_147_483_647;
const idOf = (text: string) => Math.min(Number(text), LARGEST_ID);

/** The parameters of a request: query string and form body together, keys repeated as they came. */
export class Parameters {
  readonly #values = new Map<string, string[]>();
  /** Whether arrays came in brackets (`invoice-ids[0]=1`), as some programs send them. */
  isBracketed = false;

  constructor(...sources: readonly URLSearchParams[]) {
    for (const source of sources)
      for (const [name, value] of source) {
        const plain = name.replace(/\[\d*\]$/, '');
        this.isBracketed ||= plain !== name;
        const before = this.#values.get(plain);
        // In place: a copy for each repetition would cost the square of their number.
        if (before) before.push(value);
        else this.#values.set(plain, [value]);
      }
  }

  /** The first value that is not empty; null for none. An empty parameter is an absent one. */
  text(name: string): string | null {
    return (
      this.#values
        .get(name)
        ?.find((value) => value.trim())
        ?.trim() ?? null
    );
  }

  /** An id that may be left out. @throws ParameterError */
  optionalId(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!ID.test(text)) throw new ParameterError(errorTexts.invalid(name));
    return idOf(text);
  }

  /** An id that must be there. @throws ParameterError */
  id(name: string): number {
    const id = this.optionalId(name);
    if (id === null) throw new ParameterError(errorTexts.missing(name));
    return id;
  }

  /** Every id given under the name, each once; none is an empty list. @throws ParameterError */
  ids(name: string): number[] {
    const provided = (this.#values.get(name) ?? []).map((value) => value.trim()).filter(Boolean);
    // A comma-joined list is no list here, as on the platform.
    if (provided.some((value) => !ID.test(value)) || provided.length > MOST_IDS)
      throw new ParameterError(errorTexts.invalid(name));
    return [...new Set(provided.map(idOf))];
  }

  /** `true`, `false` or `1`; case matters, and an empty value is false. @throws ParameterError */
  flag(name: string): boolean {
    const text = this.text(name);
    // Public PHP clients send an empty value for FALSE; what was not sent stays missing.
    if (text === null && this.#values.has(name)) return false;
    if (text === null) throw new ParameterError(errorTexts.missing(name));
    if (!['true', 'false', '1', '0'].includes(text))
      throw new ParameterError(errorTexts.invalid(name));
    return text === 'true' || text === '1';
  }
}
