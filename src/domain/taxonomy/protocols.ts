import type { Concept } from "../shared/concept";

export const protocols: readonly Concept[] = [
  { id: "protocol:modbus", titles: { en: "Modbus", "zh-CN": "Modbus" }, aliases: ["Modbus/TCP", "Modbus RTU"] },
  { id: "protocol:profinet", titles: { en: "PROFINET", "zh-CN": "PROFINET" }, aliases: ["Profibus"] },
  { id: "protocol:s7comm", titles: { en: "S7comm", "zh-CN": "S7comm" }, aliases: ["S7", "Siemens S7", "西门子 S7"] },
  { id: "protocol:opc-ua", titles: { en: "OPC UA", "zh-CN": "OPC UA" }, aliases: ["OPC"] },
  { id: "protocol:dnp3", titles: { en: "DNP3", "zh-CN": "DNP3" }, aliases: [] },
  {
    id: "protocol:iec-104",
    titles: { en: "IEC 60870-5-104", "zh-CN": "IEC 60870-5-104" },
    aliases: ["IEC 104", "104规约"],
  },
  {
    id: "protocol:iec-61850",
    titles: { en: "IEC 61850", "zh-CN": "IEC 61850" },
    aliases: ["GOOSE", "MMS", "Sampled Values"],
  },
  { id: "protocol:ethernet-ip", titles: { en: "EtherNet/IP", "zh-CN": "EtherNet/IP" }, aliases: ["CIP"] },
  { id: "protocol:ethercat", titles: { en: "EtherCAT", "zh-CN": "EtherCAT" }, aliases: [] },
  { id: "protocol:bacnet", titles: { en: "BACnet", "zh-CN": "BACnet" }, aliases: [] },
  { id: "protocol:hart", titles: { en: "HART", "zh-CN": "HART" }, aliases: ["WirelessHART"] },
  { id: "protocol:mqtt", titles: { en: "MQTT", "zh-CN": "MQTT" }, aliases: [] },
  { id: "protocol:fins", titles: { en: "FINS", "zh-CN": "FINS" }, aliases: ["Omron FINS", "欧姆龙"] },
  { id: "protocol:melsec", titles: { en: "MELSEC", "zh-CN": "MELSEC" }, aliases: ["三菱"] },
];
