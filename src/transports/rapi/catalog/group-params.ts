import { clearable, flag, line, webAddress } from '#transports/rapi/params.ts';
import { acceptsBlank } from '#transports/rapi/fields.ts';
import { param, paramText } from '#transports/rapi/param.ts';

/** A page to send buyers to: a path of this site or a web address; empty clears it. */
const link = param(
  'a web address or a path that begins with /',
  (provided) => {
    const address = paramText(provided) ?? '';
    if (address.startsWith('/') && !address.startsWith('//')) return address;
    const parsed = webAddress.safeParse(address);
    return parsed.success ? parsed.data : undefined;
  },
  '',
);

/** The parameters of a product group, beside its id. */
export const groupParams = {
  title: line(255),
  headline: line(1_000),
  tagline: line(1_000),
  suggestion: flag.optional(),
  default_group: flag.optional(),
  link: acceptsBlank(link.optional()),
  hidden: flag.optional(),
  order_template: clearable(100),
};

interface GroupParams {
  title: string;
  headline: string;
  tagline: string;
  suggestion?: boolean | undefined;
  default_group?: boolean | undefined;
  link?: string | undefined;
  hidden?: boolean | undefined;
  order_template?: string | undefined;
}

/** The parameters of a product group as the graph takes them. */
export const groupInput = (p: GroupParams) => ({
  title: p.title,
  headline: p.headline,
  tagline: p.tagline,
  isSuggested: p.suggestion,
  isDefault: p.default_group,
  link: p.link,
  isHidden: p.hidden,
  orderTemplate: p.order_template,
});
