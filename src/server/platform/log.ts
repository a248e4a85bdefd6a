import pino, { type Logger } from "pino";
import { env } from "./env";
import { once } from "./once";

/** Structured lines on standard error; standard output belongs to what the start tells a person. */
export function log(): Logger {
  return once("log", () =>
    pino(
      {
        level: env().LOG_LEVEL,
        base: null,
        redact: {
          paths: [
            "password",
            "token",
            "secret",
            "cookie",
            "authorization",
            "*.password",
            "*.token",
            "*.secret",
            "headers",
          ],
          censor: "[removed]",
        },
      },
      pino.destination({ dest: 2, sync: false }),
    ),
  );
}

/** Warnings of the runtime and of libraries become lines of the log; who starts the platform reads only what is theirs. */
export function logWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    const level = warning.name === "DeprecationWarning" ? "debug" : "warn";
    log()[level]({ err: warning }, "the runtime warns");
  });
}
