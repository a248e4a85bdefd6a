"use client";

import { clsx } from "clsx";
import {
  BookOpenText,
  Building2,
  ClipboardList,
  FilePen,
  FileText,
  Gavel,
  House,
  Inbox,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Settings,
  ShieldCheck,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const icons = {
  home: House,
  needs: ClipboardList,
  guidance: BookOpenText,
  applies: ListChecks,
  guidanceDesk: FilePen,
  proposals: FileText,
  panels: Gavel,
  organisation: Building2,
  account: Settings,
  verifications: ShieldCheck,
  outbox: Inbox,
  audit: ScrollText,
} satisfies Record<string, LucideIcon>;

export type NavItem = { href: string; label: string; icon: keyof typeof icons };

export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const path = usePathname();
  const current = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <ul className="flex flex-col gap-0.5 max-md:flex-row max-md:justify-around">
      {items.map((item, index) => {
        const Icon = icons[item.icon];
        const here = item === current;
        return (
          <li key={item.href} className={clsx(index > 4 && "max-md:hidden")}>
            <Link
              href={item.href}
              aria-current={here ? "page" : undefined}
              className={clsx(
                "flex items-center gap-2.5 rounded-md px-3 py-2 text-ink no-underline hover:bg-sunken max-md:flex-col max-md:gap-0.5 max-md:px-2 max-md:py-1.5 max-md:text-xs",
                here && "bg-brand-soft font-semibold text-brand",
              )}
            >
              <Icon aria-hidden className="size-5 shrink-0" />
              {item.label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
