import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { projectFile } from '#core/project.ts';
import { escapeHtml } from '#core/text.ts';
import { sendText } from '#transports/send-text.ts';
import { sendJson, type Transport } from '#transports/transport.ts';
import { offlinePage, type OfflinePage } from './page.ts';

/** A page of the documentation: its name in the address, and what it is read from. */
interface DocsPage {
  name: string;
  title: string;
  text: string;
}

/** The pages in the order they are listed: the README first. */
function readPages(): DocsPage[] {
  const folder = projectFile('docs');
  const readme = projectFile('README.md');
  if (!existsSync(folder) || !existsSync(readme)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const paths = [
    ['', readme],
    ...names.toSorted().map((name) => [name.slice(0, -3), `${folder}/${name}`]),
  ];
  return paths.map(([name = '', path = '']) => {
    const text = readFileSync(path, 'utf8');
    return { name, title: /^# (.+)$/m.exec(text)?.[1] ?? name, text };
  });
}

/** /docs: the pages of `docs/` and the README, as they are in the repository, without the internet. */
export function docsTransport(): Transport {
  let pages: DocsPage[] | null = null;
  const made = new Map<string, OfflinePage>();
  const pageOf = (name: string): OfflinePage | null => {
    pages ??= readPages();
    const page = pages.find((one) => one.name === name);
    if (!page) return null;
    const known = made.get(name) ?? render(page, pages);
    made.set(name, known);
    return known;
  };
  return {
    name: 'other',
    serves: (path) => path === '/docs' || path.startsWith('/docs/'),
    answer: (arrival) => {
      const [, name = ''] = /^\/docs\/([a-z-]+)$/.exec(arrival.path) ?? [];
      const page = name || arrival.path === '/docs' ? pageOf(name) : null;
      if (!page) return sendJson(arrival.res, 404, { error: 'There is no such page.' });
      const { html: text, headers } = page;
      return sendText(arrival, { status: 200, headers, text, cachedBy: '' });
    },
  };
}

function render({ name, title, text }: DocsPage, pages: readonly DocsPage[]): OfflinePage {
  const items = pages.map((page) => {
    const current = page.name === name ? ' aria-current="page"' : '';
    return `<li><a href="${addressOf(page.name)}"${current}>${escapeHtml(page.title)}</a></li>`;
  });
  const isKnown = (one: string) => pages.some((page) => page.name === one);
  const body = `<nav aria-label="Pages"><details><summary>Pages</summary><ul>${items.join('')}</ul></details></nav>
<main>${htmlOf(text, isKnown)}</main>`;
  return offlinePage(title, body, '');
}

const addressOf = (name: string) => (name ? `/docs/${name}` : '/docs');

/** A heading's place in the address, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function htmlOf(markdown: string, isKnown: (name: string) => boolean): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return sanitizeHtml(html, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'del'],
    allowedAttributes: { a: ['href'], th: ['align'], td: ['align'], '*': ['id'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: {
      a: (tagName, { href = '' }) => {
        const target = targetOf(href, isKnown);
        const attribs: sanitizeHtml.Attributes = target === null ? {} : { href: target };
        return { tagName, attribs };
      },
    },
  });
}

/** Where a link of the repository leads here; null for what is not served, as files of the code. */
function targetOf(href: string, isKnown: (name: string) => boolean): string | null {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [, path = '', hash = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
  if (/^(\.\.\/)?README\.md$/.test(path)) return `/docs${hash}`;
  const [, name] = /^(?:docs\/|\.\/)?([a-z-]+)\.md$/.exec(path) ?? [];
  return name && isKnown(name) ? `${addressOf(name)}${hash}` : null;
}
