/** Whether a host name or address, as in a URL or on its own, is this computer's own. */
export function isLoopback(host: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]", "::1"].includes(host.toLowerCase());
}
