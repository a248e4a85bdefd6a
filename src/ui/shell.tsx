import Link from "next/link";
import type { ReactNode } from "react";
import type { NavItem } from "./nav-links";
import { NavLinks } from "./nav-links";

type Props = {
  brand: { href: string; name: string; tagline: string };
  skip: string;
  nav: { label: string; more: string; items: readonly NavItem[] };
  header: ReactNode;
  banner?: ReactNode;
  footer: ReactNode;
  children: ReactNode;
};

/** The frame of every page: header, navigation at the left (bottom bar on a phone), content, footer. */
export function Shell({ brand, skip, nav, header, banner, footer, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#content" className="sr-only z-50 bg-brand p-3 text-on-brand focus:not-sr-only focus:absolute">
        {skip}
      </a>
      <header className="no-print sticky top-0 z-20 border-b border-line bg-surface">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
          <Link href={brand.href} className="flex items-baseline gap-2 text-ink no-underline">
            <span className="text-xl font-bold text-brand">{brand.name}</span>
            <span className="text-sm text-ink-soft max-lg:hidden">{brand.tagline}</span>
          </Link>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">{header}</div>
        </div>
      </header>
      {banner}
      <div className="mx-auto flex w-full max-w-7xl flex-1 gap-8 px-4 py-6 max-md:pb-24">
        <nav
          aria-label={nav.label}
          className="no-print w-48 shrink-0 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:w-auto max-md:border-t max-md:border-line max-md:bg-surface"
        >
          <NavLinks items={nav.items} more={nav.more} />
        </nav>
        <main id="content" className="min-w-0 flex-1">
          {children}
        </main>
      </div>
      <footer className="no-print border-t border-line bg-surface max-md:pb-20">
        <div className="mx-auto max-w-7xl px-4 py-4 text-sm text-ink-soft">{footer}</div>
      </footer>
    </div>
  );
}
