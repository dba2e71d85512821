import { readFileSync } from 'node:fs';
import { projectFile } from '#core/project.ts';

/** A question that a registry asks of who registers a name, by our neutral name for its answer. */
export interface RegistryQuestion {
  name: string;
  label: string;
  type: 'TEXT' | 'DROPDOWN' | 'TICKBOX';
  /** The answers a DROPDOWN may have, as registries write them. */
  options?: readonly string[];
  isRequired: boolean;
}

/** A public document: of the registry, or of a registrar that sells its TLD. */
export interface RegistrySource {
  url: string;
  /** What of the questions it confirms. */
  confirms: string;
}

/** What the registry of a TLD asks, and which documents say so; none where it is unconfirmed. */
export interface RegistryPolicy {
  sources: readonly RegistrySource[];
  questions: readonly RegistryQuestion[];
}

let policies: Readonly<Record<string, RegistryPolicy>> | null = null;

function shipped(): Readonly<Record<string, RegistryPolicy>> {
  policies ??= JSON.parse(
    readFileSync(projectFile('src/modules/domains/tlds/registry-questions.json'), 'utf8'),
  ) as Record<string, RegistryPolicy>;
  return policies;
}

/** What is shipped of every registry, by the last label of its TLDs. */
export const registryPolicies = (): [string, RegistryPolicy][] => Object.entries(shipped());

/**
 * What registries of the TLDs that are sold most ask, from public documents, by the last label of a
 * TLD: `co.uk` asks what `uk` does. Undefined where nothing is known.
 */
export function registryPolicy(extension: string): RegistryPolicy | undefined {
  const zone = extension.split('.').at(-1) ?? '';
  return Object.hasOwn(shipped(), zone) ? shipped()[zone] : undefined;
}
