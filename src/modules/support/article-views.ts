import type { App } from '#schema/app.ts';

/** How often views are written, in milliseconds. */
const BATCH_MS = 2_000;

/** Views that wait to be written: for each article, the requests that opened it. */
const waiting = new WeakMap<App, Map<number, Set<string>>>();

/** Counts that a request opened an article, once however often it is read for the answer. */
export function countView(app: App, articleId: number, requestId: string): void {
  let views = waiting.get(app);
  if (!views) {
    waiting.set(app, (views = new Map()));
    setTimeout(() => void write(app), BATCH_MS).unref();
  }
  views.set(articleId, (views.get(articleId) ?? new Set()).add(requestId));
}

async function write(app: App): Promise<void> {
  const views = waiting.get(app) ?? new Map<number, Set<string>>();
  waiting.delete(app);
  const ids = [...views.keys()];
  const counts = ids.map((id) => views.get(id)!.size);
  const text = `update knowledge_base_articles a set views = a.views + v.count
    from unnest($1::int[], $2::int[]) as v(id, count) where a.id = v.id`;
  const list = (numbers: readonly number[]) => `{${numbers.join()}}`;
  await app.database.query({ text, values: [list(ids), list(counts)] }).catch((err: unknown) => {
    app.log.warn({ err }, 'Views of articles could not be counted.');
  });
}
