"use client";

import { HocuspocusProvider } from "@hocuspocus/provider";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { editorSchemaVersion, reloadReason } from "@/domain/standards/editor-schema";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { ClauseSurface } from "./clause-surface";
import { liveSocket } from "./live-socket";
import type { LinkedClause } from "./reference-names";

const states = ["connecting", "synced", "saving", "offline", "stopped", "refused", "tooLarge", "gone"] as const;
type State = (typeof states)[number];
type Props = {
  clauseId: string;
  standardId: string;
  number: string;
  name: string;
  mayEdit: boolean;
  clauses: readonly LinkedClause[];
  language: "zh-CN" | "en";
};

/** How long somebody may go on writing without the server before the editor stops taking text, in milliseconds. */
const longestOffline = 120_000;
const caretColours = ["#1d4ed8", "#b45309", "#047857", "#7c3aed", "#be123c", "#0e7490"];
/** States that no later word of the connection takes back: somebody has to do something. */
const final: readonly State[] = ["refused", "tooLarge", "gone"];

function colourOf(name: string): string {
  const sum = [...name].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  return caretColours[sum % caretColours.length] ?? "#1d4ed8";
}

/** A page with an older schema loads itself anew, once: if that did not help, it says so instead of turning in circles. */
function reloadOnce(clauseId: string): boolean {
  const key = `reloaded:${clauseId}:${editorSchemaVersion}`;
  if (sessionStorage.getItem(key)) return false;
  sessionStorage.setItem(key, "1");
  location.reload();
  return true;
}

/** Live text of one clause: what is shown as saved is in the server's database. */
export default function ClauseEditor(props: Props) {
  const { clauseId, standardId, number, name, mayEdit, clauses, language } = props;
  const t = useTranslations("standards");
  const [state, setState] = useState<State>("connecting");
  const [writable, setWritable] = useState(mayEdit);
  const [present, setPresent] = useState<readonly string[]>([]);
  const [tooMuch, setTooMuch] = useState(false);
  const [provider, setProvider] = useState<HocuspocusProvider | null>(null);
  const loaded = useRef(false);

  useEffect(() => {
    let offline: ReturnType<typeof setTimeout> | undefined;
    // What a connection that was given up says afterwards is not about the one that replaced it.
    let gone = false;
    const tell = (next: State | ((before: State) => State)) => {
      if (gone) return;
      setState((before) => (final.includes(before) ? before : typeof next === "function" ? next(before) : next));
    };
    const socket = liveSocket({ url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/collab` });
    const made = new HocuspocusProvider({
      websocketProvider: socket,
      name: clauseId,
      token: String(editorSchemaVersion),
      onSynced: () => {
        loaded.current = true;
        tell("synced");
      },
      onUnsyncedChanges: ({ number: waiting }) =>
        tell((before) => {
          if (before === "offline" || before === "stopped" || before === "connecting") return before;
          return waiting > 0 ? "saving" : "synced";
        }),
      onAuthenticationFailed: ({ reason }) => {
        if (reason !== reloadReason || !reloadOnce(clauseId)) tell("refused");
      },
      onStateless: ({ payload }) => {
        if (gone) return;
        if (payload === "writable" || payload === "readOnly") setWritable(payload === "writable");
        else tell(states.find((one) => one === payload) ?? "refused");
      },
      onStatus: ({ status }) => {
        if (status === "connected") {
          clearTimeout(offline);
          offline = undefined;
          tell("connecting");
        } else if (status === "disconnected" && offline === undefined && !gone) {
          tell("offline");
          offline = setTimeout(() => tell("stopped"), longestOffline);
        }
      },
      onAwarenessUpdate: ({ states: others }) => {
        if (gone) return;
        const names = others.map((one) => String((one.user as { name?: string } | undefined)?.name ?? ""));
        setPresent([...new Set(names.filter(Boolean))]);
      },
    });
    made.attach();
    made.setAwarenessField("user", { name, color: colourOf(name) });
    setProvider(made);
    return () => {
      gone = true;
      clearTimeout(offline);
      made.destroy();
      socket.destroy();
      setProvider(null);
    };
  }, [clauseId, name]);

  // Nothing may be written before the text has come: it would stand beside it instead of in it.
  const open = loaded.current && (state === "synced" || state === "saving" || state === "offline");
  const calm = state === "synced" || state === "saving" || state === "connecting";
  return (
    <div className="flex flex-col gap-3">
      <div role="status" className="flex flex-wrap items-center gap-3">
        {calm ? (
          <Badge tone={state === "synced" ? "good" : "neutral"}>{t(`live_${state}`)}</Badge>
        ) : (
          <Callout tone="warn">{t(`live_${state}`)}</Callout>
        )}
        {writable ? null : <Badge>{t("readOnly")}</Badge>}
        <span className="text-ink-soft">
          {present.length > 1 ? t("present", { names: present.join(", ") }) : t("alone")}
        </span>
      </div>
      {tooMuch ? <Callout tone="warn">{t("tooMuch")}</Callout> : null}
      {provider ? (
        <ClauseSurface
          provider={provider}
          standardId={standardId}
          clauseId={clauseId}
          number={number}
          clauses={clauses}
          language={language}
          writable={writable && open}
          onTooMuch={() => setTooMuch(true)}
        />
      ) : null}
    </div>
  );
}
