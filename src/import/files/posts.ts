import type { SourceDatabase } from '#import/source/source.ts';

/** Posts whose files lie in a folder of the source, their names in a column, `|` between them. */
export interface FilePosts {
  /** The step that brings them. */
  name: string;
  /** What they are called as a noun. */
  noun: string;
  table: string;
  field: string;
  /** The table of the posts here, and the column of attachments that points there. */
  target: string;
  owner: string;
}

const posts: readonly FilePosts[] = [
  {
    name: 'files of tickets',
    noun: 'tickets',
    table: 'tbltickets',
    field: 'attachment',
    target: 'tickets',
    owner: 'ticket_id',
  },
  {
    name: 'files of ticket replies',
    noun: 'ticket replies',
    table: 'tblticketreplies',
    field: 'attachment',
    target: 'ticket_replies',
    owner: 'reply_id',
  },
  {
    name: 'files of ticket notes',
    noun: 'ticket notes',
    table: 'tblticketnotes',
    field: 'attachments',
    target: 'ticket_notes',
    owner: 'note_id',
  },
];

/** Those that a version of the source has. */
export const postsOf = (source: SourceDatabase): readonly FilePosts[] =>
  posts.filter(({ table, field }) => source.columnsOf(table).includes(field));

/** A post of the source and the names of its files there. */
export interface PostFiles {
  id: number;
  names: string[];
}

/** Posts read at once. */
const PAGE = 500;

/** The posts that have files, after one of them, in pages. */
export async function* postPages(
  source: SourceDatabase,
  { table, field }: FilePosts,
  after: number,
): AsyncGenerator<PostFiles[]> {
  for (let last = after; ;) {
    const rows = await source.rows(
      `select id, \`${field}\` as names from \`${table}\`
       where id > ? and \`${field}\` <> '' order by id limit ${PAGE}`,
      [last],
    );
    if (rows.length)
      yield rows.map(({ id, names }) => ({
        id: Number(id),
        names: [...new Set(String(names).split('|').filter(Boolean))],
      }));
    if (rows.length < PAGE) return;
    last = Number(rows.at(-1)!.id);
  }
}

/** The ids of all posts that have files. */
export async function idsWithFiles(
  source: SourceDatabase,
  { table, field }: FilePosts,
): Promise<number[]> {
  const rows = await source.rows(`select id from \`${table}\` where \`${field}\` <> ''`);
  return rows.map(({ id }) => Number(id));
}
