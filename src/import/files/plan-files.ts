import type { PlanLine, PlannedNoun } from '#import/plan.ts';
import type { SourceDatabase } from '#import/source/source.ts';
import { clientFilePages, clientFiles, hasClientFiles } from './client-files.ts';
import type { FileFolder } from './folder.ts';
import { postPages, postsOf } from './posts.ts';

/** Ids named for each reason. */
const EXAMPLES = 5;

/** Which files are there and which are missing; without a folder, how many there should be. */
export async function planFiles(
  source: SourceDatabase,
  folder: FileFolder | null,
): Promise<PlannedNoun[]> {
  const planned: PlannedNoun[] = [];
  for (const posts of postsOf(source))
    planned.push(await looked(posts, postPages(source, posts, 0), folder));
  if (hasClientFiles(source))
    planned.push(await looked(clientFiles, clientFilePages(source, 0), folder));
  return planned;
}

async function looked(
  { name, table }: { name: string; table: string },
  pages: AsyncIterable<readonly { id: number; names: readonly string[] }[]>,
  folder: FileFolder | null,
): Promise<PlannedNoun> {
  const lines = new Map<string, PlanLine>();
  let [rows, taken] = [0, 0];
  for await (const page of pages)
    for (const { id, names } of page)
      for (const file of names) {
        rows += 1;
        const found = folder ? await folder.look(file) : { reason: 'no --attachments says where' };
        if (!('reason' in found)) {
          taken += 1;
          continue;
        }
        const { reason } = found;
        const line = lines.get(reason) ?? { field: '', reason, rows: 0, ids: [] };
        line.rows += 1;
        if (line.ids.length < EXAMPLES) line.ids.push(id);
        lines.set(reason, line);
      }
  return {
    name,
    table,
    rows,
    taken,
    lines: [...lines.values()],
    left: {},
    unread: [],
    unavailable: [],
  };
}
