"use client";

import { useState } from "react";
import { Button } from "./button";

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
      <code
        className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm break-all"
        title={label}
      >
        {value}
      </code>
      <Button
        onClick={async () => {
          await navigator.clipboard.writeText(value);
          setDone(true);
        }}
      >
        <span aria-live="polite">{done ? copied : copy}</span>
      </Button>
    </div>
  );
}
