"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "./button";

type Props = {
  trigger: string;
  title: string;
  confirm: string;
  cancel: string;
  tone?: "primary" | "danger";
  /** Where the page has another primary action, the button that opens the dialog stands back. */
  quiet?: boolean;
  pending?: boolean;
  /**
   * The act itself: the dialog stands until it has ended, so that nobody takes a click for what it asked for. It stays
   * open where the answer is `false`, so that what went wrong is read beside what was typed.
   */
  onConfirm: () => Promise<unknown>;
  /** The side effects, named before the click. */
  children: ReactNode;
};

/** The browser's own dialog: focus stays inside, Escape closes, the page behind is inert. */
export function ConfirmDialog({
  trigger,
  title,
  confirm,
  cancel,
  tone = "primary",
  quiet = false,
  pending = false,
  onConfirm,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button variant={quiet ? "secondary" : tone} pending={pending} onClick={() => dialog.current?.showModal()}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        aria-label={title}
        className="m-auto w-[min(34rem,92vw)] rounded-lg border border-line bg-surface p-6 text-ink backdrop:bg-black/50"
      >
        <h2 className="text-xl">{title}</h2>
        <div className="mt-3 flex flex-col gap-3">{children}</div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{cancel}</Button>
          <Button
            variant={tone}
            pending={pending}
            onClick={async () => {
              if ((await onConfirm()) !== false) dialog.current?.close();
            }}
          >
            {confirm}
          </Button>
        </div>
      </dialog>
    </>
  );
}
