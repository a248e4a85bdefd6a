import type { Concept } from "../shared/concept";

export const sectors: readonly Concept[] = [
  { id: "sector:energy", titles: { en: "Energy", "zh-CN": "能源" }, aliases: ["oil and gas", "煤炭", "油气"] },
  {
    id: "sector:power",
    titles: { en: "Power", "zh-CN": "电力" },
    aliases: ["electricity", "power grid", "substation", "变电站", "电网", "发电厂", "power plant"],
  },
  {
    id: "sector:transport",
    titles: { en: "Transport", "zh-CN": "交通运输" },
    aliases: ["railway", "metro", "轨道交通", "地铁", "港口", "port"],
  },
  {
    id: "sector:petrochemical",
    titles: { en: "Petrochemical", "zh-CN": "石油化工" },
    aliases: ["refinery", "chemical plant", "炼化", "化工"],
  },
  {
    id: "sector:manufacturing",
    titles: { en: "Manufacturing", "zh-CN": "制造业" },
    aliases: ["factory", "plant floor", "automotive", "工厂", "车间", "汽车制造", "智能制造"],
  },
  {
    id: "sector:aviation",
    titles: { en: "Aviation", "zh-CN": "航空" },
    aliases: ["aircraft", "airport", "飞机", "机场"],
  },
  { id: "sector:space", titles: { en: "Space", "zh-CN": "航天" }, aliases: ["satellite", "spacecraft", "卫星"] },
  { id: "sector:nuclear", titles: { en: "Nuclear", "zh-CN": "核工业" }, aliases: ["nuclear power", "核电"] },
  { id: "sector:telecom", titles: { en: "Telecommunications", "zh-CN": "电信" }, aliases: ["5G", "运营商", "通信"] },
  {
    id: "sector:water",
    titles: { en: "Water", "zh-CN": "水利水务" },
    aliases: ["water treatment", "wastewater", "水厂", "污水处理", "供水"],
  },
  { id: "sector:other", titles: { en: "Other", "zh-CN": "其他" }, aliases: [] },
];
