import sanitizeHtml from 'sanitize-html';
import { escapeHtml } from '#core/text.ts';

const common: sanitizeHtml.IOptions = {
  allowedTags: sanitizeHtml.defaults.allowedTags,
  allowedAttributes: { a: ['href', 'title', 'rel'], th: ['colspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  // A link in a post leads where its writer wants: it may neither steer our page nor earn from it.
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer' }) },
  nestingLimit: 50,
};

const written: sanitizeHtml.IOptions = {
  ...common,
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'figure', 'figcaption'],
  allowedAttributes: { ...common.allowedAttributes, img: ['src', 'alt', 'width', 'height'] },
  allowedSchemesByTag: { img: ['https'] },
};

const looksLikeHtml = (text: string) => /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i.test(text);

/**
 * What somebody wrote to or from support, as HTML that is safe to show: markup is cleaned of
 * scripts, styles, images and odd links; plain text is escaped and its lines are kept.
 */
export function messageHtml(message: string): string {
  if (looksLikeHtml(message)) return sanitizeHtml(message, common);
  return escapeHtml(message).replace(/\r\n|\r|\n/g, '<br />\n');
}

/** HTML that staff wrote for clients (news, articles), made safe; pictures over https stay. */
export const publishedHtml = (html: string): string => sanitizeHtml(html, written);
