import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder with `package.json`, whether this runs from source or as it was built. */
function findRoot(): URL {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('..', folder);
  return folder;
}

const root = findRoot();

/** The path of a file that comes with the program, from its path in the repository. */
export const projectFile = (path: string): string => fileURLToPath(new URL(path, root));
