import { useEffect, useState } from 'react';

/** The page that the address names, and what it is about: `#/tickets/Ticket%3A1`. */
export function useRoute(): { page: string; id: string } {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const [page = '', id = ''] = hash.slice(2).split('/');
  return { page, id: decodeURIComponent(id) };
}

/** The address of a page. */
export const to = (page: string, id = '') => `#/${page}${id && `/${encodeURIComponent(id)}`}`;
