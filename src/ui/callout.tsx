import { clsx } from "clsx";
import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "info" | "good" | "warn" | "bad";

const looks = {
  info: { box: "bg-brand-soft border-brand", icon: Info },
  good: { box: "bg-good-soft border-good", icon: CircleCheck },
  warn: { box: "bg-warn-soft border-warn", icon: TriangleAlert },
  bad: { box: "bg-bad-soft border-bad", icon: CircleX },
} as const;

export function Callout({ tone = "info", title, children }: { tone?: Tone; title?: string; children?: ReactNode }) {
  const { box, icon: Icon } = looks[tone];
  return (
    <div className={clsx("flex gap-3 rounded-lg border-l-4 p-4", box)}>
      <Icon aria-hidden className="mt-1 size-5 shrink-0" />
      <div className="min-w-0 max-w-prose">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
