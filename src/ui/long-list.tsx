"use client";

import { Children, type ReactNode, useState } from "react";
import { Button } from "./button";

/** A list that begins with what fits a screen or two and gives the rest a step at a time. */
export function LongList({
  step = 50,
  more,
  className,
  children,
}: {
  step?: number;
  more: string;
  className: string;
  /** The items, each a list item of its own. */
  children: ReactNode;
}) {
  const [shown, setShown] = useState(step);
  const items = Children.toArray(children);
  return (
    <>
      <ul className={className}>{items.slice(0, shown)}</ul>
      {items.length > shown ? (
        <div className="mt-3">
          <Button onClick={() => setShown(shown + step)}>
            {more} ({shown}/{items.length})
          </Button>
        </div>
      ) : null}
    </>
  );
}
