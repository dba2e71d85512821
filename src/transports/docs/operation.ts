import { type DocumentNode, print } from 'graphql';

/** What the schema says of a stored operation. */
export interface OperationFacts {
  /** `acceptOrder` of `mutation { acceptOrder(…) }`. */
  field: string;
  kind: 'query' | 'mutation';
  description: string;
  /** Of each list, one permission is needed. */
  permissions: readonly (readonly string[])[];
}

/** Looks a stored operation up in the schema. */
export type Describe = (document: DocumentNode) => OperationFacts;

/** What every description of an operation ends with: its replacement in GraphQL. */
export const graphqlOf = (document: DocumentNode, { permissions }: OperationFacts) => ({
  'x-graphql': print(document),
  'x-permissions': permissions.map((anyOf) => anyOf.join(' or ')),
});

/** `DomainGetWhoisInfo` as `Domain get whois info`. */
export function summaryOf(name: string): string {
  const words = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?=[A-Z][a-z])/).filter(Boolean);
  return words
    .map((word, index) => (index === 0 || /^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}
