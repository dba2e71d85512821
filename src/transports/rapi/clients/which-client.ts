import { encodeId } from '#core/ids.ts';
import { refused } from '#transports/rapi/form-error.ts';

/**
 * The client by its id or else by its e-mail address, as the graph asks for it.
 * @param neither the old words for a request that names neither
 * @throws FormError
 */
export function whichClient(
  { user_id: id, email }: { user_id?: number | undefined; email?: string | undefined },
  neither: string,
) {
  if (id) return { id: encodeId('Client', id) };
  if (email) return { email };
  throw refused('user_id', neither);
}
