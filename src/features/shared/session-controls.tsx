"use client";

import { Bell } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { api } from "./api";

type Organisation = { id: string; name: string };

/** Whom one acts for: shown on every page, changed here. */
export function ActingSwitch({
  organisations,
  actingId,
}: {
  organisations: readonly Organisation[];
  actingId: string | null;
}) {
  const t = useTranslations("common");
  return (
    <label className="flex items-center gap-2">
      <span className="text-ink-soft max-sm:sr-only">{t("actingAs")}</span>
      <select
        className="min-h-9 max-w-44 rounded-md border border-line-strong bg-surface px-2"
        defaultValue={actingId ?? ""}
        onChange={async (event) => {
          await api.identity.actAs.mutate({ organisationId: event.target.value || null });
          window.location.reload();
        }}
      >
        <option value="">{t("actingAsMyself")}</option>
        {organisations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function LanguageSwitch() {
  const t = useTranslations("common");
  const locale = useLocale();
  const path = usePathname();
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <a
      href={path.replace(/^\/[^/]+/, `/${other}`)}
      hrefLang={other}
      lang={other}
      className="text-brand underline"
      onClick={() => {
        // biome-ignore lint/suspicious/noDocumentCookie: the choice has to reach the server with the next request
        document.cookie = `locale=${other};path=/;max-age=31536000;samesite=lax`;
      }}
    >
      {t("otherLanguage")}
    </a>
  );
}

/** Unread news, counted live. */
export function NewsBell() {
  const t = useTranslations("common");
  const locale = useLocale();
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    const { unsubscribe } = api.notifications.watch.subscribe({}, { onData: (news) => setUnread(news.unread) });
    return unsubscribe;
  }, []);
  return (
    <Link
      href={`/${locale}/notifications`}
      className="relative inline-flex items-center p-1 text-ink"
      aria-label={t("newsUnread", { count: unread })}
    >
      <Bell aria-hidden className="size-5" />
      {unread > 0 ? (
        <span className="absolute -top-1 -right-2 min-w-5 rounded-full bg-bad px-1 text-center text-xs font-bold text-surface">
          {unread}
        </span>
      ) : null}
    </Link>
  );
}

export function SignOut() {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <button
      type="button"
      className="text-brand underline"
      onClick={async () => {
        await api.identity.signOut.mutate({});
        window.location.assign(`/${locale}`);
      }}
    >
      {t("signOut")}
    </button>
  );
}
