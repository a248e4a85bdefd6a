import type { Concept } from "../shared/concept";
import { type ConceptRow, conceptsFrom } from "./concept-rows";

/**
 * Parts of IEC 62443, security for industrial automation and control systems, by number. Titles tell in our words what
 * a part is about; the texts of the standard are IEC's. GB/T numbers among the aliases are the national adoptions.
 */
const parts: readonly ConceptRow[] = [
  [
    "1-1",
    "IEC 62443-1-1 Terminology, concepts and models",
    "IEC 62443-1-1 术语、概念和模型",
    "IEC TS 62443-1-1|ISA-62443-1-1|GB/T 40211",
  ],
  ["1-2", "IEC 62443-1-2 Master glossary", "IEC 62443-1-2 术语和缩略语总表", "IEC TR 62443-1-2"],
  ["1-3", "IEC 62443-1-3 Security conformance metrics", "IEC 62443-1-3 系统安全符合性度量", ""],
  ["1-4", "IEC 62443-1-4 Security life cycle and use cases", "IEC 62443-1-4 安全生命周期与用例", ""],
  ["1-5", "IEC 62443-1-5 Scheme for security profiles", "IEC 62443-1-5 安全行规方案", "IEC TS 62443-1-5"],
  [
    "1-6",
    "IEC 62443-1-6 Application to the industrial Internet of things",
    "IEC 62443-1-6 在工业物联网中的应用",
    "IEC PAS 62443-1-6",
    undefined,
    ["asset:iiot-platform"],
  ],
  [
    "2-1",
    "IEC 62443-2-1 Security programme for asset owners",
    "IEC 62443-2-1 资产所有者安全程序要求",
    "ISA-62443-2-1|CSMS|GB/T 33007|工控安全管理体系",
    undefined,
    ["skill:security-management"],
  ],
  [
    "2-2",
    "IEC 62443-2-2 Security protection scheme and rating",
    "IEC 62443-2-2 安全防护方案与评级",
    "IEC PAS 62443-2-2|security protection rating",
  ],
  [
    "2-3",
    "IEC 62443-2-3 Patch management",
    "IEC 62443-2-3 补丁管理",
    "IEC TR 62443-2-3",
    undefined,
    ["skill:patching"],
  ],
  [
    "2-4",
    "IEC 62443-2-4 Requirements for service providers",
    "IEC 62443-2-4 服务提供商安全程序要求",
    "GB/T 40682",
    undefined,
    ["skill:integration"],
  ],
  ["2-5", "IEC 62443-2-5 Implementation guidance for asset owners", "IEC 62443-2-5 资产所有者实施指南", ""],
  ["3-1", "IEC 62443-3-1 Security technologies", "IEC 62443-3-1 工控系统安全技术", "IEC TR 62443-3-1|GB/T 40218"],
  [
    "3-2",
    "IEC 62443-3-2 Risk assessment, zones and conduits",
    "IEC 62443-3-2 安全风险评估与区域、管道划分",
    "zones and conduits|zone and conduit|区域和管道|区域与管道|安全区域划分",
    undefined,
    ["skill:risk-assessment", "skill:segmentation"],
  ],
  [
    "3-3",
    "IEC 62443-3-3 System security requirements and security levels",
    "IEC 62443-3-3 系统安全要求与安全等级",
    "GB/T 35673|system security requirements",
    undefined,
    ["skill:architecture", "skill:segmentation", "skill:identity-access"],
  ],
  [
    "4-1",
    "IEC 62443-4-1 Secure product development life cycle",
    "IEC 62443-4-1 产品安全开发生命周期要求",
    "secure development lifecycle|SDLA|GB/T 42457|安全开发生命周期",
    undefined,
    ["skill:secure-development"],
  ],
  [
    "4-2",
    "IEC 62443-4-2 Technical requirements for components",
    "IEC 62443-4-2 组件技术安全要求",
    "component security requirements|CSA certification|GB/T 42456",
    undefined,
    ["skill:product-testing", "asset:plc"],
  ],
  [
    "6-1",
    "IEC 62443-6-1 Evaluation methodology for part 2-4",
    "IEC 62443-6-1 对 2-4 部分的评估方法",
    "IEC TS 62443-6-1",
  ],
  [
    "6-2",
    "IEC 62443-6-2 Evaluation methodology for part 4-2",
    "IEC 62443-6-2 对 4-2 部分的评估方法",
    "IEC TS 62443-6-2",
  ],
];

const series: ConceptRow = [
  "all",
  "IEC 62443 series",
  "IEC 62443 系列标准",
  "IEC 62443|ISA/IEC 62443|ISA 99|62443",
  undefined,
  ["nice:NF-COM-010"],
];

export const iec62443: readonly Concept[] = conceptsFrom("iec62443", [
  series,
  ...parts.map(([code, en, zh, aliases, , related]): ConceptRow => {
    // Titles are too long to be met in a text; the number is what people write, with or without the publisher.
    const numbers = `IEC 62443-${code}|62443-${code}`;
    return [code, en, zh, aliases ? `${numbers}|${aliases}` : numbers, "iec62443:all", related];
  }),
]);
