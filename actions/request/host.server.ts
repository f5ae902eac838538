/** A host with its port, if any. Characters that could end a quotation in a shell are not accepted. */
export const hostPattern = /^[\w.:[\]-]+$/

/**
 * The name of a cookie for the whole site. The prefix keeps other hosts of the domain from setting it (RFC 6265bis,
 * 4.1.3.2); it needs https, Secure and the path /.
 */
export function hostCookie(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name
}
