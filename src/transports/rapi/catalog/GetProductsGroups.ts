import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetProductsGroups = legacy({
  params: fields({}),
  operation: graphql(`
    query GetProductsGroups {
      productGroups {
        databaseId
        title
        headline
        tagline
        slug
        orderTemplate
        isHidden
        isDefault
        isSuggested
        link
        sortOrder
      }
    }
  `),
  variables: () => ({}),
  present: ({ productGroups }) => ({
    totalresults: productGroups.length,
    ...wrapped(
      'groups',
      'group',
      productGroups.map((group) => ({
        id: group.databaseId,
        gid: group.databaseId,
        name: group.title,
        title: group.title,
        headline: group.headline,
        tagline: group.tagline,
        slug: group.slug,
        orderfrmtpl: group.orderTemplate,
        order_template: group.orderTemplate,
        hidden: group.isHidden,
        default: group.isDefault,
        default_group: group.isDefault,
        suggestion: group.isSuggested,
        link: group.link,
        order: group.sortOrder,
      })),
    ),
  }),
});
