"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";

export type Sent = { text: (name: string) => string; key: string };

/** One form, one call: what was typed stays until the call has succeeded, and a repeated click sends it once. */
export function ActForm({
  submit,
  onSend,
  variant = "secondary",
  children,
}: {
  submit: string;
  onSend: (sent: Sent) => Promise<void>;
  variant?: "primary" | "secondary" | "danger";
  children: ReactNode;
}) {
  const acting = useAct();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const key = useRef(crypto.randomUUID());
  const send = () =>
    acting.run(async () => {
      if (!form.current) return;
      const data = new FormData(form.current);
      const text = (name: string) => {
        const value = data.get(name);
        return typeof value === "string" ? value : "";
      };
      await onSend({ text, key: key.current });
      key.current = crypto.randomUUID();
      form.current.reset();
      router.refresh();
    });
  return (
    <form
      ref={form}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      {children}
      <div>
        <Button type="submit" variant={variant} pending={acting.pending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
