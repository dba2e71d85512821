import { pathToFileURL } from 'node:url';
import { capabilitiesOf, type ProviderKind } from './capabilities.ts';
import { type Provider, PROVIDER_VERSION } from './define.ts';
import { Providers } from './registry.ts';
import { describeSettings } from './settings.ts';
import { shippedProviders } from './shipped.ts';

/** A provider package that declares what cannot be; the gateway does not start with it. */
export class ProviderPackageError extends Error {
  constructor(specifier: string, reason: string) {
    super(`PROVIDERS: ${specifier} ${reason}`);
    this.name = 'ProviderPackageError';
  }
}

/** How long a package may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/**
 * The providers of this process: the gateway's own and those of the packages that are named. A package
 * that throws, hangs or is not there is left out (`missing`): what needs it waits, all else goes on.
 * @param specifiers package names, or paths relative to the folder the gateway is started in
 * @throws ProviderPackageError naming the package and what is wrong with its declaration
 */
export async function loadProviders(
  own: readonly Provider[],
  specifiers: readonly string[],
  shipped = shippedProviders,
): Promise<Providers> {
  const providers = new Providers();
  for (const provider of [...own, ...shipped]) providers.add(provider);
  for (const specifier of specifiers) {
    const loaded = await importProviders(specifier);
    if (loaded instanceof Error) providers.miss(specifier, loaded.message);
    for (const provider of loaded instanceof Error ? [] : loaded) {
      const problem = problemOf(provider);
      if (problem) throw new ProviderPackageError(specifier, problem);
      const { kind, name } = provider as Provider;
      if (providers.find(kind, name))
        throw new ProviderPackageError(
          specifier,
          `declares the ${kind} "${name}", of which there is one already.`,
        );
      providers.add(provider as Provider);
    }
  }
  return providers;
}

/** What a package exports by default: a provider or a list of them. The error where it does not load. */
async function importProviders(specifier: string): Promise<unknown[] | Error> {
  // Read by tsx, so that a package may be TypeScript and needs no build.
  const { tsImport } = await import('tsx/esm/api');
  const parentURL = pathToFileURL(`${process.cwd()}/`).href;
  try {
    const loaded = (await inTime(tsImport(specifier, { parentURL, tsconfig: false }))) as {
      default?: unknown;
    };
    return [loaded.default].flat();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function inTime<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`it did not load within ${LOAD_MS / 1_000} seconds.`);
    timer = setTimeout(() => reject(error), LOAD_MS);
  });
  return Promise.race([loading, late]).finally(() => clearTimeout(timer));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What is wrong with a declaration; null for one that can be used. */
function problemOf(provider: unknown): string | null {
  if (!isObject(provider) || !('formVersion' in provider))
    return 'exports no provider by default. Export what `defineProvider` gives.';
  const { formVersion, kind, name, title, docs, capabilities, connect } = provider;
  if (formVersion !== PROVIDER_VERSION)
    return `is made for version ${String(formVersion)} of the provider form; this gateway has version ${PROVIDER_VERSION}.`;
  if (typeof kind !== 'string' || !Object.hasOwn(capabilitiesOf, kind))
    return `declares the kind "${String(kind)}"; it must be one of ${Object.keys(capabilitiesOf).join(', ')}.`;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,49}$/.test(name))
    return `declares the name "${String(name)}"; it must be small letters, digits and hyphens.`;
  if (typeof title !== 'string' || !title.trim()) return `declares no title of "${name}".`;
  if (!Array.isArray(docs)) return `declares no documents (docs) of "${name}".`;
  if (typeof connect !== 'function') return `declares no connect of "${name}".`;
  return capabilityProblem(kind as ProviderKind, capabilities) ?? settingsProblem(provider);
}

function capabilityProblem(kind: ProviderKind, capabilities: unknown): string | null {
  const known: readonly string[] = capabilitiesOf[kind];
  if (!isObject(capabilities)) return 'declares no capabilities.';
  for (const [name, document] of Object.entries(capabilities)) {
    if (!known.includes(name))
      return `declares the capability "${name}"; a ${kind} has ${known.join(', ')}.`;
    if (typeof document !== 'string' || !document.trim())
      return `names no document that confirms its capability "${name}".`;
  }
  return null;
}

function settingsProblem({ kind, settings, packageSettings }: Record<string, unknown>) {
  const schemas = kind === 'panel' ? { settings, packageSettings } : { settings };
  for (const [name, schema] of Object.entries(schemas))
    try {
      describeSettings(schema as Provider['settings']);
    } catch {
      return `declares ${name} that are not a zod object.`;
    }
  return null;
}
