"use client";

import type { ReactNode } from "react";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Acting } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

/** One column, problems on top, one button: what every form of an account looks like. */
export function Form({
  acting,
  send,
  submit,
  primary = true,
  children,
}: {
  acting: Acting;
  send: () => Promise<unknown>;
  submit: string;
  primary?: boolean;
  children?: ReactNode;
}) {
  return (
    <form
      className="flex max-w-md flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(send);
      }}
    >
      <ProblemSummary acting={acting} />
      {children}
      <div>
        <Button type="submit" variant={primary ? "primary" : "secondary"} pending={acting.pending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
