/** An answer as it is hashed and compared: case, spaces around and double spaces do not count. */
export const asAnswered = (text: string): string =>
  text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
