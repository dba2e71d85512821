import type { Note } from '#import/map.ts';
import { endStep, inPart, progressOf } from '#import/steps.ts';
import type { Connection } from '#platform/database/client.ts';
import { bringClientFiles } from './client-files.ts';
import type { FileFolder } from './folder.ts';
import { type FilePosts, idsWithFiles, type PostFiles, postPages, postsOf } from './posts.ts';
import {
  type FilesBetween,
  keep,
  type OnFiles,
  storeAll,
  wantedFile,
  type WantedFile,
} from './store.ts';
import { IMPORTED, keysOfFile, type StoredFile } from './stored-file.ts';

/**
 * Stores the files of posts and clients, page by page: those that are here as they are stay untouched,
 * those that a post no longer has go. Interrupted, it goes on from there.
 * @throws StartRefused where the storage does not take them
 */
export async function bringFiles(move: FilesBetween, onProgress: OnFiles): Promise<void> {
  for (const posts of postsOf(move.source)) {
    const before = await progressOf(move.connection, posts.name);
    if (before.isDone) continue;
    let { rows, lastId } = before;
    for await (const page of postPages(move.source, posts, lastId)) {
      const written = await bringPage(move, posts, page, lastId);
      lastId = page.at(-1)!.id;
      await onProgress(posts.name, (rows += page.length), written);
    }
    await removeEmptied(move, posts);
    await endStep(move.connection, posts.name);
  }
  await bringClientFiles(move, onProgress);
}

/** A file of a post that is to be here, at its place. */
interface PostFile extends WantedFile {
  post: number;
  index: number;
}

async function bringPage(
  move: FilesBetween,
  posts: FilePosts,
  page: readonly PostFiles[],
  after: number,
): Promise<number> {
  const { connection } = move;
  const notes: Note[] = [];
  const stored = await storedOf(connection, posts, page);
  const changed: PostFile[] = [];
  const changedPosts: number[] = [];
  for (const post of page) {
    const here = stored.get(post.id);
    if (!here) {
      for (const name of post.names)
        notes.push({ id: post.id, field: name, reason: `its row of ${posts.noun} is gone` });
      continue;
    }
    const wanted = await wantedOf(move.folder, posts, post, here, notes);
    if (isAsItIs(wanted, here)) continue;
    changedPosts.push(post.id);
    changed.push(...wanted);
  }
  const files = await storeAll(move, changed);
  const part = { after, to: page.at(-1)!.id, rows: page.length };
  return inPart(connection, posts.name, part, async () => {
    await writeFiles(connection, posts, changedPosts, files);
    return { notes, result: files.length };
  });
}

/** The files that posts have here, in their order; none of a post that is not here. */
async function storedOf(
  { query }: Connection,
  { target, owner }: FilePosts,
  page: readonly PostFiles[],
): Promise<Map<number, StoredFile[]>> {
  const rows = await query<Partial<StoredFile> & { post: number }>(
    `select p.id as post, a.file_name, a.content_type, a.size_bytes, a.storage_key, a.sha256
     from ${target} p left join attachments a on a.${owner} = p.id and a.removed_at is null
     where p.id = any ($1::int[]) order by p.id, a.index`,
    [page.map(({ id }) => id)],
  );
  const found = new Map<number, StoredFile[]>();
  for (const { post, ...file } of rows) {
    const files = found.get(post) ?? [];
    if (file.storage_key) files.push(file as StoredFile);
    found.set(post, files);
  }
  return found;
}

async function wantedOf(
  folder: FileFolder,
  posts: FilePosts,
  { id, names }: PostFiles,
  here: readonly StoredFile[],
  notes: Note[],
): Promise<PostFile[]> {
  const wanted: PostFile[] = [];
  for (const name of names) {
    const keys = keysOfFile(`${posts.table} ${id}`, name);
    const before = here.find(({ storage_key: stored }) => stored.startsWith(keys)) ?? null;
    const file = wantedFile(name, keys, before, await folder.look(name));
    if ('reason' in file) notes.push({ id, field: name, reason: file.reason });
    else wanted.push({ ...file, post: id, index: wanted.length });
  }
  return wanted;
}

const isAsItIs = (wanted: readonly PostFile[], here: readonly StoredFile[]) =>
  wanted.length === here.length &&
  wanted.every(({ here: same }, place) => same !== null && same === here[place]);

async function writeFiles(
  connection: Connection,
  { target, owner }: FilePosts,
  postIds: readonly number[],
  files: readonly (PostFile & StoredFile)[],
): Promise<void> {
  if (!postIds.length) return;
  const { query } = connection;
  await query(`delete from attachments where ${owner} = any ($1::int[])`, [postIds]);
  await query(
    `insert into attachments (${owner}, index, file_name, content_type, size_bytes, storage_key,
       sha256, created_at)
     select p.id, f.index, f.file_name, f.content_type, f.size_bytes, f.storage_key, f.sha256,
       p.created_at
     from jsonb_to_recordset($1::jsonb) as f (post int, index int, file_name text,
       content_type text, size_bytes int, storage_key text, sha256 text)
     join ${target} p on p.id = f.post`,
    [JSON.stringify(files)],
  );
  await keep(connection, files);
}

/** Removes the files of posts that have none at the source any more. */
async function removeEmptied(
  { source, connection: { query } }: FilesBetween,
  posts: FilePosts,
): Promise<void> {
  await query(
    `delete from attachments
     where storage_key like '${IMPORTED}%' and ${posts.owner} is not null
       and ${posts.owner} <> all ($1::int[])`,
    [await idsWithFiles(source, posts)],
  );
}
