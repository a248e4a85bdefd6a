"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { ProblemSummary } from "./problem-summary";
import { useAct } from "./use-act";

/** A short form for one act: what went wrong stands above it, and the page shows what is true afterwards. */
export function ActForm({
  submit,
  send,
  children,
  variant = "secondary",
  className = "",
  second,
  disabled = false,
}: {
  submit: string;
  /** Sends what was typed; clears its own fields when it is done. */
  send: () => Promise<unknown>;
  children?: (errorOf: (field: string) => string | undefined) => ReactNode;
  variant?: "primary" | "secondary" | "danger";
  className?: string;
  /** Another answer to the same question, such as declining. */
  second?: { label: string; send: () => Promise<unknown> };
  /** The first answer waits for something else, such as a box to tick. */
  disabled?: boolean;
}) {
  const router = useRouter();
  const acting = useAct();
  const run = (call: () => Promise<unknown>) =>
    void acting.run(async () => {
      await call();
      router.refresh();
    });
  return (
    <form
      className={`flex max-w-2xl flex-col gap-3 ${className}`}
      onSubmit={(event) => {
        event.preventDefault();
        run(send);
      }}
    >
      <ProblemSummary acting={acting} />
      {children?.(acting.errorOf)}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={variant} pending={acting.pending} disabled={disabled}>
          {submit}
        </Button>
        {second ? (
          <Button pending={acting.pending} onClick={() => run(second.send)}>
            {second.label}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
