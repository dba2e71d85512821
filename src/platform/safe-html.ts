import sanitizeHtml from 'sanitize-html';
import { escapeHtml, htmlToText } from '#core/text.ts';

/** What sellers and support write to be shown in a page; scripts, styles, frames and forms go. */
const policy: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'figure', 'figcaption', 'del', 'ins'],
  allowedAttributes: {
    a: ['href', 'title', 'target', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    th: ['colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
    '*': ['class'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  // A link leads where its writer wants: it may neither steer our page nor earn from it.
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer' }) },
  nestingLimit: 50,
};

/** More elements than this are left open by no editor; reading them takes the square of it. */
const MOST_OPEN = 2_000;

/**
 * HTML that somebody wrote, safe to put into a page; pictures over https stay. Of what leaves
 * thousands of elements open only the text is shown.
 */
export const safeHtml = (html: string): string =>
  openElements(html) > MOST_OPEN ? escapeHtml(htmlToText(html)) : sanitizeHtml(html, policy);

const VOID = new Set(['br', 'hr', 'img', 'input', 'col', 'wbr', 'area', 'source']);

/** How many elements are opened and not closed by an end tag of their own. */
function openElements(html: string): number {
  const open = new Map<string, number>();
  let count = 0;
  for (const [, slash, tag = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/gi)) {
    const name = tag.toLowerCase();
    const before = open.get(name) ?? 0;
    if (VOID.has(name) || (slash && before === 0)) continue;
    count += slash ? -1 : 1;
    open.set(name, before + (slash ? -1 : 1));
  }
  return count;
}
