import { Secret, TOTP } from "otpauth";

const step = 30_000;

/** An authenticator app whose codes are never asked for twice: it looks one step back and one ahead before it waits. */
export class Authenticator {
  readonly #totp: TOTP;
  #used = 0;

  constructor(secret: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret.trim()) });
  }

  async code(): Promise<string> {
    const now = () => Math.floor(Date.now() / step);
    const next = Math.max(this.#used + 1, now() - 1);
    // One step ahead is still accepted; the margin keeps a code from turning too old on its way.
    while (next > now() + 1) await new Promise((resolve) => setTimeout(resolve, 250));
    this.#used = Math.max(next, now());
    return this.#totp.generate({ timestamp: this.#used * step });
  }
}
