"use client";

import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { type Problem, problemsOf } from "./api";

/**
 * Runs one call at a time and keeps what went wrong. A second click while the first is under way does nothing; a lost
 * connection keeps everything that was typed.
 */
export function useAct() {
  const t = useTranslations("common");
  const [pending, setPending] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [code, setCode] = useState<string | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async <T>(call: () => Promise<T>): Promise<T | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      setPending(true);
      setProblems([]);
      setCode(null);
      try {
        return await call();
      } catch (error) {
        const told = problemsOf(error);
        setProblems(told?.problems ?? [{ field: null, message: t("lostConnection") }]);
        setCode(told?.code ?? "LOST_CONNECTION");
        return undefined;
      } finally {
        running.current = false;
        setPending(false);
      }
    },
    [t],
  );
  const errorOf = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.message;
  /** Of a field that holds a list: what is wrong with it or with one of its entries. */
  const errorIn = (field: string): string | undefined =>
    errorOf(field) ?? problems.find((problem) => problem.field?.startsWith(`${field}.`))?.message;
  return { run, pending, problems, code, errorOf, errorIn };
}

export type Acting = ReturnType<typeof useAct>;
