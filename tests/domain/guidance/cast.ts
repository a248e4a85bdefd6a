import type { OrganisationFacts } from "@/domain/guidance/applicability";
import { type Clause, type DocumentContent, documentContent, type Rule } from "@/domain/guidance/schema";

/** Invented organisations and texts for the rules. */

export function firm(facts: Partial<OrganisationFacts> = {}): OrganisationFacts {
  return {
    kind: "enterprise",
    country: "CN",
    region: "CN-33",
    sectors: ["water"],
    sizeBand: "medium",
    assets: ["asset:plc"],
    ...facts,
  };
}

export function where(clause: Partial<Clause> = {}): Clause {
  return { kinds: [], sectors: [], regions: [], sizes: [], assets: [], ...clause };
}

export function only(...include: Partial<Clause>[]): Rule {
  return { include: include.map(where), except: [] };
}

export function text(change: Partial<DocumentContent> = {}): DocumentContent {
  return {
    ...documentContent.parse({
      language: "zh-CN",
      titleZh: "工业控制系统远程运维安全指南（演示）",
      titleEn: "Guidance on secure remote maintenance (demo)",
      summaryZh: "规范远程运维。",
      summaryEn: "Secure remote maintenance.",
      bodyZh: "## 总则\n\n为规范远程运维，制定本指南。\n\n## 要求\n\n- 关闭不用的端口",
      bodyEn: "## General\n\nThis guidance covers remote maintenance.\n\n## Requirements\n\n- Close unused ports",
      rule: only({}),
    }),
    ...change,
  };
}
