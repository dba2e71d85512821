import { type DocumentNode, print } from 'graphql';
import { documentHash } from '#transports/graphql/trusted-documents.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import { commands } from '#transports/rapi/commands.ts';

/** The stored operations of the legacy transports by their hashes: the first manifest. */
export function storedDocuments(): Map<string, string> {
  const stored = [...Object.values(commands), ...Object.values(operations)] as {
    operation: DocumentNode;
  }[];
  return new Map(
    stored.map(({ operation }) => {
      const text = print(operation);
      return [documentHash(text), text];
    }),
  );
}
