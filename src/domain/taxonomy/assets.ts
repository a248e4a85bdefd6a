import type { Concept } from "../shared/concept";

export const assets: readonly Concept[] = [
  { id: "asset:plc", titles: { en: "Programmable logic controller", "zh-CN": "可编程逻辑控制器" }, aliases: ["PLC"] },
  { id: "asset:dcs", titles: { en: "Distributed control system", "zh-CN": "分布式控制系统" }, aliases: ["DCS"] },
  { id: "asset:scada", titles: { en: "SCADA system", "zh-CN": "SCADA系统" }, aliases: ["SCADA", "监控与数据采集"] },
  { id: "asset:hmi", titles: { en: "Operator station", "zh-CN": "操作员站" }, aliases: ["HMI", "人机界面", "上位机"] },
  { id: "asset:rtu", titles: { en: "Remote terminal unit", "zh-CN": "远程终端单元" }, aliases: ["RTU"] },
  {
    id: "asset:historian",
    titles: { en: "Historian", "zh-CN": "历史数据库" },
    aliases: ["实时数据库", "process historian"],
  },
  {
    id: "asset:engineering-station",
    titles: { en: "Engineering workstation", "zh-CN": "工程师站" },
    aliases: ["engineering station"],
  },
  { id: "asset:robot", titles: { en: "Industrial robot", "zh-CN": "工业机器人" }, aliases: ["robot", "机器人"] },
  { id: "asset:cnc", titles: { en: "CNC machine", "zh-CN": "数控机床" }, aliases: ["CNC", "machine tool"] },
];
