import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetHeaderFooterHooks = legacy({
  params: fields({}),
  operation: graphql(`
    query GetHeaderFooterHooks {
      pageHooks {
        place
        html
      }
    }
  `),
  variables: () => ({}),
  present: ({ pageHooks }) => {
    const at = (place: string) =>
      pageHooks
        .filter((hook) => hook.place === place)
        .map(({ html }) => html)
        .join('\n');
    return { head: at('HEAD'), header: at('HEADER'), footer: at('FOOTER') };
  },
});
