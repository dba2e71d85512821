import sanitizeHtml from 'sanitize-html';
import { markdownHtml } from './markdown.ts';

const written: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'figure', 'figcaption'],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    th: ['colspan'],
    td: ['colspan', 'rowspan'],
    img: ['src', 'alt', 'width', 'height'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  // A link in a post leads where its writer wants: it may neither steer our page nor earn from it.
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer' }) },
  nestingLimit: 50,
  allowedSchemesByTag: { img: ['https'] },
};

/**
 * What somebody wrote to or from support, as HTML that is safe to show: the text is Markdown or
 * plain text and never HTML, so nothing in it is markup and no character of it is lost.
 */
export const messageHtml = (message: string): string => markdownHtml(message);

/** HTML that staff wrote for clients (news, articles), made safe; pictures over https stay. */
export const publishedHtml = (html: string): string => sanitizeHtml(html, written);
