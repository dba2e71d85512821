/**
 * Whether an address may carry secrets: https, or http to this very machine (127.0.0.0/8, ::1,
 * localhost), where stand-ins and local programs answer.
 */
export function carriesSecrets(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && isLoopback(hostname);
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
