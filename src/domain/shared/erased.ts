/** Behind the address of an account that was erased; RFC 2606 keeps `.invalid` from ever being a mail domain. */
export const erasedDomain = "@erased.invalid";

export function isErased(email: string): boolean {
  return email.endsWith(erasedDomain);
}
