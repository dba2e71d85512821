import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { mapOf, type Tree } from '#transports/logicboxes/tree.ts';

/** Category → product keys; of domain names each key stands with the TLDs it sells. */
export const categoryKeysMapping = operation({
  method: 'ANY',
  operation: graphql(`
    query CategoryKeysMapping {
      productKeys {
        key
        family
        category
        tlds
      }
    }
  `),
  variables: () => ({}),
  present: ({ productKeys }) => {
    const mapping = new Map<string, Tree[]>();
    for (const { key, family, category, tlds } of productKeys) {
      const keys = mapping.get(category) ?? [];
      mapping.set(category, [...keys, family === 'DOMAIN' ? mapOf({ [key]: [...tlds] }) : key]);
    }
    return mapping;
  },
});
