import type { Judgement } from "@/domain/matching/judgements";
import { sectors, type Topic, topics } from "./invented-phrases";

type Subject = { id: string; texts: { title?: string; body: string; year?: number }[] };
type Need = { id: string; title: string; body: string };

const firmsPerTopic = 10;

/**
 * The invented bilingual set: 64 needs and 160 providers, and a grade for every pair by four rules that
 * docs/matching-evaluation.md explains: 4 the same topic and sector, 3 the same topic, 2 a provider's second topic,
 * 1 a related topic, 0 anything else. Nothing in it is random; nobody in it exists.
 */
export function inventedSet(): { subjects: Subject[]; needs: Need[]; judgements: Judgement[] } {
  const needs = topics.flatMap((topic, at) =>
    (["zh", "en"] as const).flatMap((language) =>
      [0, 1].map((variant) => {
        const sector = pick(sectors, at + variant * 2 + (language === "en" ? 1 : 0));
        const text = topic.needs[language][variant] ?? "";
        const need = {
          id: `need-${topic.id}-${language}-${variant + 1}`,
          title: text,
          body:
            language === "zh" ? `我们是一座${sector[language]}。${text}。` : `We run a ${sector[language]}. ${text}.`,
        };
        return { need, topic, sectorId: sector.id };
      }),
    ),
  );
  const firms = topics.flatMap((topic, at) =>
    Array.from({ length: firmsPerTopic }, (_, index) => firm(topic, at, index)),
  );
  return {
    subjects: firms.map(({ subject }) => subject),
    needs: needs.map(({ need }) => need),
    judgements: needs.flatMap(({ need, topic, sectorId }) =>
      firms.map(({ subject, main, second, sector }) => ({
        need: need.id,
        subject: subject.id,
        grade: gradeOf(topic, sectorId, { main, second, sector }),
      })),
    ),
  };
}

/** Half of the firms write Chinese, half English; every third has a second topic; they differ in sector and in age. */
function firm(topic: Topic, at: number, index: number) {
  const language = index % 2 === 0 ? "zh" : "en";
  const sector = pick(sectors, at + index);
  const second = index % 3 === 0 ? pick(topics, at + index + 5) : null;
  const wording = topic.evidence[language];
  const place = language === "zh" ? `项目地点：${sector.zh}。` : `Delivered at a ${sector.en}.`;
  const texts = [
    { body: `${wording[index % 4 < 2 ? 0 : 1]}${language === "zh" ? "。" : ". "}${place}`, year: 2026 - (index % 5) },
    ...(index % 4 === 0 ? [{ body: wording[1], year: 2024 }] : []),
    ...(second ? [{ body: second.evidence[language][0], year: 2023 }] : []),
    {
      body:
        language === "zh" ? "公司成立多年，服务客户遍及全国。" : "A team of engineers with customers in many regions.",
    },
  ];
  const subject = { id: `firm-${topic.id}-${index + 1}`, texts };
  return { subject, main: topic.id, second: second?.id ?? null, sector: sector.id };
}

function gradeOf(
  topic: Topic,
  sectorId: string,
  firm: { main: string; second: string | null; sector: string },
): number {
  if (firm.main === topic.id) return firm.sector === sectorId ? 4 : 3;
  if (firm.second === topic.id) return 2;
  return topic.related.includes(firm.main) ? 1 : 0;
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError("an empty list");
  return found;
}
