"use client";

import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

/** A plain GET form that works without script; "/" and Ctrl-K lead to it from anywhere. */
export function SearchBox() {
  const t = useTranslations("common");
  const locale = useLocale();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      const asked = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing);
      if (!asked) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <search>
      <form action={`/${locale}/search`} method="get" className="relative">
        <label htmlFor="site-search" className="sr-only">
          {t("searchEverything")}
        </label>
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-soft" />
        <input
          ref={box}
          id="site-search"
          name="q"
          type="search"
          maxLength={200}
          placeholder={t("search")}
          aria-keyshortcuts="/ Control+K"
          className="peer min-h-9 w-56 rounded-md border border-line-strong bg-surface pr-2 pl-8 text-ink placeholder:text-ink-soft max-sm:w-36"
        />
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-2 right-2 rounded border border-line bg-sunken px-1.5 text-sm text-ink-soft peer-focus:hidden peer-not-placeholder-shown:hidden max-sm:hidden"
        >
          /
        </kbd>
      </form>
    </search>
  );
}
