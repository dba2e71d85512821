import type { ProviderKind } from './capabilities.ts';
import type { Provider } from './define.ts';

/** A package of `PROVIDERS` that could not be loaded, and why. */
export interface MissingPackage {
  specifier: string;
  reason: string;
}

/** The providers of this process: those that are shipped, and those of `PROVIDERS`. */
export class Providers {
  readonly #all = new Map<string, Provider>();
  readonly #missing: MissingPackage[] = [];

  /** Packages whose providers are not here, since they could not be loaded. */
  get missing(): readonly MissingPackage[] {
    return this.#missing;
  }

  /** Notes that a package could not be loaded. */
  miss(specifier: string, reason: string): void {
    this.#missing.push({ specifier, reason });
  }

  /** @throws Error when a provider of that kind has the name already. */
  add(provider: Provider): void {
    const key = `${provider.kind}:${provider.name}`;
    if (this.#all.has(key))
      throw new Error(`There is a ${provider.kind} called "${provider.name}" already.`);
    this.#all.set(key, provider);
  }

  find<Kind extends ProviderKind>(kind: Kind, name: string): Provider<Kind> | undefined {
    return this.#all.get(`${kind}:${name}`) as Provider<Kind> | undefined;
  }

  /** Those of a kind, in the order in which they were added. */
  list<Kind extends ProviderKind>(kind: Kind): Provider<Kind>[] {
    return [...this.#all.values()].filter((one) => one.kind === kind) as Provider<Kind>[];
  }

  names(kind: ProviderKind): string[] {
    return this.list(kind).map(({ name }) => name);
  }
}

/** What to say of the packages that could not be loaded; empty where all were. */
export const missingWords = ({ missing }: Pick<Providers, 'missing'>): string =>
  missing
    .map(({ specifier, reason }) => `PROVIDERS: ${specifier} cannot be loaded: ${reason}`)
    .join(' ');
