"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Acting, useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

/** Acts of a form that adds to a list and takes away from it: the page shows the list anew after each. */
export function useKeeping(): { acting: Acting; run: (work: () => Promise<unknown>) => void } {
  const router = useRouter();
  const acting = useAct();
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return { acting, run };
}

/** What is on the list, each with the way off it. */
export function KeptList<Item>({
  items,
  idOf,
  pending,
  remove,
  children,
}: {
  items: readonly Item[];
  idOf: (item: Item) => string;
  pending: boolean;
  remove: (item: Item) => void;
  children: (item: Item) => ReactNode;
}) {
  const c = useTranslations("common");
  return (
    <ul className="flex flex-col gap-2">
      {items.map((item) => (
        <li key={idOf(item)} className="flex flex-wrap items-center gap-3">
          {children(item)}
          <Button variant="quiet" pending={pending} onClick={() => remove(item)}>
            {c("remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
