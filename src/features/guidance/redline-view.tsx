import { useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { RedlinedText } from "@/ui/redline";

type Redline = Outputs["guidance"]["compare"];
type Pieces = Redline["zh"][number]["pieces"];

const tones = { same: "neutral", added: "good", removed: "bad", changed: "warn" } as const;

/** What was put in and taken out, section by section; a screen reader hears `ins` and `del`. */
export function RedlineView({ redline, lang }: { redline: Redline; lang: "zh" | "en" }) {
  const t = useTranslations("guidance");
  const sections = redline[lang].length > 0 ? redline[lang] : redline[lang === "zh" ? "en" : "zh"];
  return (
    <div className="flex flex-col gap-4">
      {sections.map((section) => (
        <Card
          key={section.anchor}
          title={section.title || t("text")}
          action={<Badge tone={tones[section.kind]}>{t(`change_${section.kind}`)}</Badge>}
        >
          {section.kind === "same" ? null : <PiecesView pieces={section.pieces} />}
        </Card>
      ))}
      {redline.items.map((item) => (
        <Card
          key={item.code}
          title={item.code}
          action={<Badge tone={tones[item.kind]}>{t(`change_${item.kind}`)}</Badge>}
        >
          <PiecesView pieces={item.pieces} />
          {item.fields.length > 0 ? <p className="text-sm text-ink-soft">{item.fields.join(", ")}</p> : null}
        </Card>
      ))}
    </div>
  );
}

function PiecesView({ pieces }: { pieces: Pieces }) {
  return (
    <p className="max-w-prose whitespace-pre-line">
      <RedlinedText pieces={pieces} />
    </p>
  );
}
