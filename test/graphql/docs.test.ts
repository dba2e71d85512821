import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const get = async (path: string) => {
  const response = await fetch(`${gateway.url}${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const linksIn = (html: string) => [...html.matchAll(/<a href="([^"]*)"/g)].map(([, to]) => to!);

it('lists and shows every page of the repository, each link leading somewhere (F53)', async () => {
  const names = readdirSync('docs').filter((name) => name.endsWith('.md'));
  const first = await get('/docs');
  const listed = new Set(linksIn(first.text));
  for (const name of names) expect([...listed]).toContain(`/docs/${name.slice(0, -3)}`);
  const shown = new Map<string, string>();
  for (const path of ['/docs', ...names.map((name) => `/docs/${name.slice(0, -3)}`)]) {
    const { status, headers, text } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    shown.set(path, text);
  }
  const lost = [...shown].flatMap(([path, html]) =>
    linksIn(html)
      .filter((to) => !/^(https?|mailto):/.test(to))
      .filter((to) => {
        const [page, anchor] = to.split('#');
        const target = shown.get(page || path);
        return target === undefined || (anchor && !target.includes(` id="${anchor}"`));
      })
      .map((to) => `${path} → ${to}`),
  );
  expect(lost).toEqual([]);
});

it('links from page to page in the repository to what is there', () => {
  const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)];
  const lost = pages
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .filter(([, to]) => !existsSync(join(dirname(path), to!)))
        .map(([, to]) => `${path} → ${to}`),
    );
  expect(lost).toEqual([]);
});

it('loads nothing from elsewhere, runs no script, and knows no other page', async () => {
  const { headers, text } = await get('/docs/operate');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).not.toMatch(/<(script[^>]*>[^<]|img|iframe|link)|\son\w+=|javascript:/i);
  expect(text).toContain('color-scheme: light dark');
  for (const path of ['/docs/none', '/docs/', '/docs/../package.json', '/docs/operate.md'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

it('is closed by DOCS=off', async () => {
  const app = { ...gateway.app, config: { ...gateway.app.config, docs: false } };
  const server = await startServer(app);
  stopAfterFile(() => server.stop());
  expect((await fetch(`${server.url}/docs`)).status).toBe(404);
});
