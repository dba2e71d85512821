/**
 * Whether an address may carry secrets: https, or http to this very machine (127.0.0.0/8, ::1,
 * localhost), where stand-ins and local programs answer.
 */
export function carriesSecrets(address: string): boolean {
  const { protocol } = URL.parse(address) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(address));
}

/** Whether an address leads to this very machine. */
export function isLoopback(address: string): boolean {
  const { hostname = '' } = URL.parse(address) ?? {};
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
