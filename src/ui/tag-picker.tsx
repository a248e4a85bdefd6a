"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useId, useState } from "react";

export type Tag = { id: string; label: string; aliases: readonly string[] };
type Props = {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: string | undefined;
  tags: readonly Tag[];
  value: readonly string[];
  onChange: (next: string[]) => void;
  words: { remove: string; none: string };
};

const shown = 8;

/** Tags whose name or alias holds the typed text, those that begin with it first. */
export function tagsMatching(tags: readonly Tag[], typed: string, chosen: readonly string[]): Tag[] {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  if (text === "") return [];
  const rank = (tag: Tag): number => {
    const names = [tag.label, ...tag.aliases].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(text))) return 0;
    return names.some((name) => name.includes(text)) ? 1 : 2;
  };
  return tags
    .filter((tag) => !chosen.includes(tag.id) && rank(tag) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, shown);
}

/** Search and choose several; every step works from the keyboard (arrows, Enter, Backspace, Escape). */
export function TagPicker({ id, label, hint, error, optional, tags, value, onChange, words }: Props) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = tagsMatching(tags, typed, value);
  const choose = (tag: Tag | undefined) => {
    if (!tag) return;
    onChange([...value, tag.id]);
    setTyped("");
    setActive(0);
  };
  return (
    <div className={clsx("flex flex-col gap-1", error && "border-l-4 border-bad pl-3")}>
      <label htmlFor={id} className="font-semibold">
        {label} {optional ? <span className="font-normal text-ink-soft">{optional}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="max-w-prose text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="font-medium text-bad">
          {error}
        </p>
      ) : null}
      <div className={clsx("rounded-md border bg-surface p-1.5", error ? "border-2 border-bad" : "border-line-strong")}>
        <ul className="flex flex-wrap gap-1.5">
          {value.map((chosen) => (
            <li
              key={chosen}
              className="inline-flex items-center gap-1 rounded-full bg-brand-soft py-0.5 pr-1 pl-3 text-brand"
            >
              {tags.find((tag) => tag.id === chosen)?.label ?? chosen}
              <button
                type="button"
                className="rounded-full p-1 hover:bg-surface"
                aria-label={`${words.remove} ${tags.find((tag) => tag.id === chosen)?.label ?? chosen}`}
                onClick={() => onChange(value.filter((one) => one !== chosen))}
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
        <input
          id={id}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-describedby={
            [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined
          }
          aria-invalid={error ? true : undefined}
          aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          className="min-h-9 w-full bg-transparent px-1.5"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            // Enter that ends the typing of pinyin chooses a character, not a tag.
            if (event.nativeEvent.isComposing) return;
            if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
            else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
            else if (event.key === "Enter") choose(found[active]);
            else if (event.key === "Escape") setTyped("");
            else if (event.key === "Backspace" && typed === "") onChange(value.slice(0, -1));
            else return;
            if (event.key !== "Backspace") event.preventDefault();
          }}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        className={clsx("rounded-md border border-line bg-surface shadow-sm", typed === "" && "hidden")}
      >
        {found.map((tag, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys
          <div
            key={tag.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={clsx("cursor-pointer px-3 py-2", index === active && "bg-brand-soft")}
            onClick={() => choose(tag)}
          >
            {tag.label}
          </div>
        ))}
        {found.length === 0 ? <p className="px-3 py-2 text-ink-soft">{words.none}</p> : null}
      </div>
    </div>
  );
}
