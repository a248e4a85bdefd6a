"use client";

import { useState } from "react";
import { Button } from "./button";

const shownFor = 2_000;

export function CopyField({
  label,
  value,
  copy,
  copied,
}: {
  label: string;
  value: string;
  copy: string;
  copied: string;
}) {
  const [done, setDone] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="sr-only">{label}</span>
      <code className="min-w-0 flex-1 basis-64 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-all">
        {value}
      </code>
      <Button
        onClick={async () => {
          // Browsers offer the clipboard on secure addresses only; elsewhere the text can be selected by hand.
          if (!navigator.clipboard) return;
          await navigator.clipboard.writeText(value);
          setDone(true);
          setTimeout(() => setDone(false), shownFor);
        }}
      >
        <span aria-live="polite">{done ? copied : copy}</span>
      </Button>
    </div>
  );
}
