import { escapeHtml } from '#core/text.ts';

/** Code between three or one backticks, which nothing else touches. */
const CODE = /```[^\n`]*\n([\s\S]{0,100000}?)\n?```|`([^`\n]+)`/g;

/**
 * Inline Markdown as HTML: strong and emphasised words, code, and links to the web. All other
 * characters stay as they were written, angle brackets, lists and line breaks included.
 */
export function markdownHtml(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: whole, 1: block, 2: param, index } of text.matchAll(CODE)) {
    parts.push(inline(text.slice(from, index)));
    parts.push(
      block === undefined
        ? `<code>${escapeHtml(param ?? '')}</code>`
        : `<pre><code>${escapeHtml(block)}</code></pre>`,
    );
    from = index + whole.length;
  }
  return parts.join('') + inline(text.slice(from));
}

/** Marks count where they stand at the edge of words, so that `a**b` and `2 * 3` stay as they are. */
function inline(text: string): string {
  return escapeHtml(text)
    .replace(/\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,1000})\)/g, link)
    .replace(/(?<![\w*])\*\*([^\s*](?:[^*\n]{0,1000}[^\s*])?)\*\*(?![\w*])/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*([^\s*](?:[^*\n]{0,1000}[^\s*])?)\*(?![\w*])/g, '<em>$1</em>')
    .replace(/\r\n|\r|\n/g, '<br />\n');
}

const link = (_whole: string, words: string, url: string) =>
  `<a href="${url}" rel="nofollow noopener noreferrer">${words}</a>`;
