"use client";

import { clsx } from "clsx";
import {
  BookMarked,
  BookOpenText,
  Bug,
  Building2,
  ClipboardList,
  Ellipsis,
  FilePen,
  FileText,
  Gavel,
  GraduationCap,
  Handshake,
  House,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Settings,
  ShieldCheck,
  Siren,
  Tags,
  Trophy,
  Users,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";

const icons = {
  home: House,
  needs: ClipboardList,
  standards: BookMarked,
  competitions: Trophy,
  crowdTests: Bug,
  guidance: BookOpenText,
  applies: ListChecks,
  guidanceDesk: FilePen,
  proposals: FileText,
  engagements: Handshake,
  panels: Gavel,
  organisation: Building2,
  account: Settings,
  verifications: ShieldCheck,
  outbox: Inbox,
  experts: Users,
  training: GraduationCap,
  registryDesk: Tags,
  audit: ScrollText,
  roles: KeyRound,
  breakGlass: Siren,
} satisfies Record<string, LucideIcon>;

export type NavItem = {
  href: string;
  label: string;
  icon: keyof typeof icons;
  /** Pages of the same module that lie elsewhere. */
  also?: readonly string[];
};

/** A phone's bar has room for five; what is further down stands behind the fifth. */
const inBar = 5;

export function NavLinks({ items, more }: { items: readonly NavItem[]; more: string }) {
  const path = usePathname();
  const [opened, setOpened] = useState<string | null>(null);
  const open = opened === path;
  const current = items
    .filter((item) => [item.href, ...(item.also ?? [])].some((one) => path === one || path.startsWith(`${one}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
  const shown = items.length > inBar ? inBar - 1 : items.length;
  const rest = items.slice(shown);
  const restHere = rest.some((item) => item === current);
  return (
    <>
      {open ? (
        <ul
          id="more-navigation"
          className="absolute inset-x-0 bottom-full grid grid-cols-3 gap-1 border-t border-line bg-surface p-2 shadow-lg md:hidden"
        >
          {rest.map((item) => (
            <NavLink key={item.href} item={item} here={item === current} />
          ))}
        </ul>
      ) : null}
      <ul className="flex flex-col gap-0.5 max-md:flex-row max-md:justify-around">
        {items.map((item, index) => (
          <NavLink key={item.href} item={item} here={item === current} className={index >= shown && "max-md:hidden"} />
        ))}
        {rest.length > 0 ? (
          <li className="md:hidden">
            <button
              type="button"
              aria-expanded={open}
              aria-controls="more-navigation"
              onClick={() => setOpened(open ? null : path)}
              className={clsx(entry, "w-full", restHere && "font-semibold text-brand")}
            >
              <Ellipsis aria-hidden className="size-5 shrink-0" />
              {more}
            </button>
          </li>
        ) : null}
      </ul>
    </>
  );
}

const entry =
  "flex items-center gap-2.5 rounded-md px-3 py-2 text-ink no-underline hover:bg-sunken max-md:flex-col max-md:gap-0.5 max-md:px-2 max-md:py-1.5 max-md:text-center max-md:text-xs";

function NavLink({ item, here, className }: { item: NavItem; here: boolean; className?: string | false }) {
  const Icon = icons[item.icon];
  return (
    <li className={clsx(className)}>
      <Link
        href={item.href}
        aria-current={here ? "page" : undefined}
        className={clsx(entry, here && "bg-brand-soft font-semibold text-brand")}
      >
        <Icon aria-hidden className="size-5 shrink-0" />
        {item.label}
      </Link>
    </li>
  );
}
