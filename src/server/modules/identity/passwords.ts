import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { passwordWeakness } from "@/domain/identity/password";
import { AppError } from "@/domain/shared/errors";
import { once } from "@/server/platform/once";

/** OWASP and spec: argon2id (the library's default), 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 4;

/** At most four hashes at a time in one process, so that a flood of sign-ins cannot take the memory. */
function gate(): <T>(work: () => Promise<T>) => Promise<T> {
  return once("argon2-gate", () => {
    let running = 0;
    const waiting: (() => void)[] = [];
    return async <T>(work: () => Promise<T>): Promise<T> => {
      if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    };
  });
}

/** @throws AppError BAD_INPUT naming why the password is weak for this person */
export function refuseWeakPassword(
  password: string,
  known: {
    email: string;
    names: readonly (string | null | undefined)[];
    organisationNames?: readonly (string | null)[];
  },
): void {
  const given = (names: readonly (string | null | undefined)[] = []) => names.flatMap((name) => (name ? [name] : []));
  const weakness = passwordWeakness(password, {
    email: known.email,
    names: given(known.names),
    organisationNames: given(known.organisationNames),
  });
  if (weakness) throw new AppError("BAD_INPUT", { reason: weakness, field: "password" });
}

export function hashPassword(password: string): Promise<string> {
  return gate()(() => hash(password.normalize("NFKC"), options));
}

/** Takes the same time whether there is a person, a password or neither. */
export async function passwordFits(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const known = passwordHash ?? (await decoy());
  const fits = await gate()(() => verify(known, password.normalize("NFKC")));
  return fits && Boolean(passwordHash);
}

/** A hash of a password that nobody was ever told, made once. */
function decoy(): Promise<string> {
  return once("argon2-decoy", () => hash(randomBytes(32).toString("hex"), options));
}
