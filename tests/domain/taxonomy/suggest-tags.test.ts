import { describe, expect, test } from "vitest";
import { conceptById } from "@/domain/taxonomy/all-concepts";
import { suggestTags } from "@/domain/taxonomy/suggest-tags";

function idsOf(text: string): string[] {
  return suggestTags(text).map(({ id }) => id);
}

/** Worries as factories tell them, invented; what a person of the field would tag them with. */
describe("worries of factories", () => {
  test.each<[string, readonly string[]]>([
    [
      "我们苏州工厂的西门子S7-1200 PLC前几天被勒索病毒影响，产线停机两天，上位机文件被加密，没有备份。",
      [
        "region:CN-32",
        "vendor:siemens",
        "protocol:s7comm",
        "asset:plc",
        "skill:ransomware",
        "asset:hmi",
        "attack-ics:T0826",
        "skill:backup-recovery",
        "sector:manufacturing",
      ],
    ],
    [
      "水厂的办公网和生产网没有隔离，厂家经常用向日葵远程维护，不知道谁连进来过。",
      ["sector:water", "skill:segmentation", "attack-ics:T0886", "skill:remote-access"],
    ],
    [
      "变电站104规约通信怀疑被伪造遥测，需要做流量分析和应急响应，并按等保2.0三级整改。",
      [
        "sector:power",
        "protocol:iec-104",
        "attack-ics:T0856",
        "skill:traffic-analysis",
        "skill:incident-response",
        "skill:mlps",
      ],
    ],
    [
      "炼化装置的DCS和安全仪表系统（SIS）要做风险评估，参照IEC 62443-3-2划分区域。",
      ["sector:petrochemical", "asset:dcs", "asset:sis", "skill:risk-assessment", "iec62443:3-2"],
    ],
    [
      "操作员站还是Windows XP，U盘随便插，杀毒软件会误删组态软件，想上白名单。",
      ["asset:hmi", "asset:windows-host", "attack-ics:T0847", "skill:endpoint"],
    ],
    [
      "光伏电站逆变器能从公网可访问，默认密码没改，担心被远程控制。",
      ["asset:inverter", "sector:power", "attack-ics:T0883", "attack-ics:T0812", "skill:remote-access"],
    ],
    ["招一名工控安全工程师，会固件逆向和Modbus协议分析。", ["nice:DD-WRL-009", "skill:firmware", "protocol:modbus"]],
    [
      "Our filling line stopped twice: PLCs restart at night and the historian shows gaps. The vendor dials in by VPN.",
      ["asset:plc", "asset:historian", "skill:remote-access"],
    ],
    [
      "The refinery wants a penetration test of its Honeywell DCS and a check against IEC 62443-3-3.",
      ["sector:petrochemical", "skill:penetration-test", "vendor:honeywell", "asset:dcs", "iec62443:3-3"],
    ],
    [
      "Ransomware encrypted our MES; we have no backups and the network is flat, firewalls are missing.",
      ["skill:ransomware", "asset:mes", "skill:backup-recovery", "skill:segmentation"],
    ],
    [
      "Someone sends unauthorised commands to the substation over DNP3 and IEC 61850 GOOSE (T0855).",
      ["sector:power", "protocol:dnp3", "protocol:goose", "attack-ics:T0855", "attack-ics:T0855"],
    ],
    [
      "We need training for operators about phishing mail, USB sticks and weak passwords in our water utility.",
      ["skill:training", "attack-ics:T0865", "attack-ics:T0847", "attack-ics:T0812", "sector:water"],
    ],
    [
      "Robots on the shop floor speak EtherCAT and PROFINET; who can watch that traffic for anomalies with intrusion detection?",
      ["asset:robot", "sector:manufacturing", "protocol:ethercat", "protocol:profinet", "skill:intrusion-detection"],
    ],
  ])("%s", (text, expected) => {
    expect(idsOf(text)).toEqual(expect.arrayContaining([...new Set(expected)]));
  });
});

describe("what is no tag", () => {
  test.each<[string, string]>([
    ["We can ship 200 pcs and will hart no one", "protocol:can"],
    ["We can ship 200 pcs of course", "asset:inverter"],
    ["user ids are missing", "skill:intrusion-detection"],
    ["a goose with fins", "protocol:goose"],
    ["反渗透膜更换", "skill:penetration-test"],
    ["绩效与安全挂钩", "attack-ics:T0874"],
    ["职工一氧化碳中毒", "skill:malware"],
    ["Of course we want this", "skill:training"],
    ["S700 steel", "protocol:s7comm"],
    ["technical support and data analysis", "nice:IO-WRL-007"],
    ["import and export", "sector:transport"],
    ["NERC CIP", "protocol:ethernet-ip"],
  ])("%s: not %s", (text, id) => {
    expect(idsOf(text)).not.toContain(id);
  });

  test("the weather", () => {
    expect(suggestTags("今天天气很好，我们去公园散步。 The weather is fine.")).toEqual([]);
  });
});

describe("how a suggestion is told", () => {
  test("with the words that led to it, as they stand in the text", () => {
    const [first, second] = suggestTags("PLC 和可编程控制器，还有 ｐｌｃ；Modbus TCP");
    expect(first).toEqual({ id: "asset:plc", words: ["PLC", "可编程控制器", "plc"], times: 3 });
    expect(second).toEqual({ id: "protocol:modbus", words: ["Modbus TCP"], times: 1 });
  });

  test("the longest name wins", () => {
    expect(idsOf("IEC 61850 GOOSE")).toEqual(["protocol:goose"]);
    expect(idsOf("data diode")).not.toContain("skill:data-security");
  });

  test("only of the tables asked for, and no more than asked for", () => {
    const text = "变电站 PLC Modbus DNP3 PROFINET";
    expect(suggestTags(text, { frameworks: ["protocol"] }).map(({ id }) => id)).toEqual([
      "protocol:modbus",
      "protocol:dnp3",
      "protocol:profinet",
    ]);
    expect(suggestTags(text, { most: 2 })).toHaveLength(2);
  });

  test("Chinese and English of the same need lead to the same tags", () => {
    const zh = idsOf("变电站的远程终端单元需要漏洞扫描、固件分析和安全培训，符合 IEC 62443-4-2。");
    const en = idsOf(
      "Remote terminal units of a substation need vulnerability scanning, firmware analysis and security training, as in IEC 62443-4-2.",
    );
    expect(new Set(en)).toEqual(new Set(zh));
  });
});

test("every name of a concept leads to it, unless it is said of anything", () => {
  const lost = suggestTags("PLC、DCS、SCADA、HMI、RTU、SIS、MES、AGV、CNC、IED").map(
    ({ id }) => conceptById(id)?.titles["zh-CN"],
  );
  expect(lost).toHaveLength(10);
});
