/** Whether a text is an address of the web, `http://` or `https://`. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
