import type { Actor } from "@/domain/shared/actor";
import type { Locale } from "@/domain/shared/locale";

/** What every service knows about the request (or job) it works for. */
export type Ctx = {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly requestId: string;
  /** Client address, already taken from the proxy's header where one is trusted. */
  readonly address: string;
  readonly userAgent: string;
  /** Id of the browser session, for "sign out here" and step-up; null for tokens and jobs. */
  readonly sessionId: string | null;
};

export function systemCtx(job: string): Ctx {
  return {
    actor: { kind: "system", job },
    locale: "zh-CN",
    requestId: `job:${job}`,
    address: "",
    userAgent: "",
    sessionId: null,
  };
}
