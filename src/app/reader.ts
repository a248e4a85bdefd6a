import { cookies } from "next/headers";
import { isLocale, type Locale } from "@/domain/shared/locale";
import { currentAccount } from "@/server/api/caller";

const platformZone = "Asia/Shanghai";

/** The reader's zone: the account's, else what the browser told (cookie `tz`), else the platform's. */
export async function readerTimeZone(): Promise<string> {
  const account = await currentAccount();
  const told = account?.timeZone ?? (await cookies()).get("tz")?.value;
  return told && Intl.supportedValuesOf("timeZone").includes(told) ? told : platformZone;
}

export function localeOf(value: string): Locale {
  return isLocale(value) ? value : "zh-CN";
}
