import type { Concept } from "@/domain/shared/concept";

/** A handful of concepts for tests; the real tables are kept elsewhere. */
export const someConcepts: readonly Concept[] = [
  {
    id: "protocol:industrial",
    titles: { en: "Industrial protocols", "zh-CN": "工业协议" },
    aliases: ["工控协议", "fieldbus"],
  },
  {
    id: "protocol:modbus",
    titles: { en: "Modbus", "zh-CN": "Modbus" },
    aliases: ["莫迪康总线"],
    parent: "protocol:industrial",
  },
  {
    id: "protocol:modbus-tcp",
    titles: { en: "Modbus TCP", "zh-CN": "Modbus TCP" },
    aliases: [],
    parent: "protocol:modbus",
  },
  {
    id: "protocol:can",
    titles: { en: "CAN", "zh-CN": "控制器局域网" },
    aliases: ["CAN bus"],
    parent: "protocol:industrial",
  },
  { id: "protocol:s7", titles: { en: "S7", "zh-CN": "S7 协议" }, aliases: [] },
  { id: "standard:iec-62443", titles: { en: "IEC 62443", "zh-CN": "IEC 62443" }, aliases: [] },
  {
    id: "skill:intrusion-detection",
    titles: { en: "Intrusion detection", "zh-CN": "入侵检测" },
    aliases: ["anomaly detection", "IDS"],
    related: ["skill:traffic-analysis"],
  },
  { id: "skill:traffic-analysis", titles: { en: "Traffic analysis", "zh-CN": "流量分析" }, aliases: [] },
  { id: "skill:firmware", titles: { en: "Firmware analysis", "zh-CN": "固件分析" }, aliases: ["固件逆向"] },
  { id: "sector:power", titles: { en: "Electric power", "zh-CN": "电力" }, aliases: ["substation", "变电站"] },
];
