import type { Concept } from "../shared/concept";

export const skills: readonly Concept[] = [
  {
    id: "skill:asset-inventory",
    titles: { en: "Asset inventory", "zh-CN": "资产测绘" },
    aliases: ["asset discovery", "资产清点", "资产盘点"],
  },
  {
    id: "skill:risk-assessment",
    titles: { en: "Risk assessment", "zh-CN": "风险评估" },
    aliases: ["security assessment", "安全评估"],
  },
  {
    id: "skill:mlps",
    titles: { en: "Multi-level protection evaluation", "zh-CN": "等级保护测评" },
    aliases: ["MLPS", "等保", "等保测评", "classified protection"],
  },
  {
    id: "skill:penetration-test",
    titles: { en: "Penetration testing", "zh-CN": "渗透测试" },
    aliases: ["pentest", "penetration test", "渗透"],
  },
  {
    id: "skill:incident-response",
    titles: { en: "Incident response", "zh-CN": "应急响应" },
    aliases: ["incident handling", "应急处置"],
  },
  { id: "skill:forensics", titles: { en: "Digital forensics", "zh-CN": "电子取证" }, aliases: ["forensic", "取证"] },
  {
    id: "skill:monitoring",
    titles: { en: "Security monitoring", "zh-CN": "安全监测" },
    aliases: ["SOC", "SIEM", "态势感知", "安全运营", "intrusion detection", "入侵检测"],
  },
  {
    id: "skill:threat-hunting",
    titles: { en: "Threat hunting", "zh-CN": "威胁狩猎" },
    aliases: ["threat intelligence", "威胁情报"],
  },
  {
    id: "skill:segmentation",
    titles: { en: "Network segmentation", "zh-CN": "网络分区隔离" },
    aliases: ["firewall", "zones and conduits", "工业防火墙", "网闸", "分区", "隔离"],
  },
  {
    id: "skill:remote-access",
    titles: { en: "Secure remote access", "zh-CN": "安全远程接入" },
    aliases: ["VPN", "remote maintenance", "远程运维", "远程维护"],
  },
  {
    id: "skill:vulnerability-management",
    titles: { en: "Vulnerability management", "zh-CN": "漏洞管理" },
    aliases: ["vulnerability scanning", "patching", "补丁", "漏洞扫描"],
  },
  {
    id: "skill:backup-recovery",
    titles: { en: "Backup and recovery", "zh-CN": "备份恢复" },
    aliases: ["disaster recovery", "灾备", "勒索恢复"],
  },
  {
    id: "skill:ransomware",
    titles: { en: "Ransomware defence", "zh-CN": "勒索软件防护" },
    aliases: ["ransomware", "勒索病毒", "勒索"],
  },
  {
    id: "skill:training",
    titles: { en: "Security training", "zh-CN": "安全培训" },
    aliases: ["awareness", "意识培训"],
  },
  {
    id: "skill:exercise",
    titles: { en: "Exercises", "zh-CN": "攻防演练" },
    aliases: ["red team", "tabletop exercise", "红蓝对抗", "演练"],
  },
  { id: "skill:compliance", titles: { en: "Compliance audit", "zh-CN": "合规审计" }, aliases: ["audit", "合规"] },
  {
    id: "skill:data-security",
    titles: { en: "Data security", "zh-CN": "数据安全" },
    aliases: ["data classification", "数据分类分级"],
  },
  {
    id: "skill:supply-chain",
    titles: { en: "Supply-chain security", "zh-CN": "供应链安全" },
    aliases: ["SBOM", "软件物料清单"],
  },
  {
    id: "skill:secure-development",
    titles: { en: "Secure development", "zh-CN": "安全开发" },
    aliases: ["DevSecOps", "code audit", "代码审计"],
  },
  {
    id: "skill:cryptography",
    titles: { en: "Cryptography", "zh-CN": "密码应用" },
    aliases: ["encryption", "SM2", "SM4", "国密", "商用密码"],
  },
  {
    id: "skill:safety-systems",
    titles: { en: "Safety instrumented systems", "zh-CN": "安全仪表系统" },
    aliases: ["SIS", "functional safety", "功能安全"],
  },
  {
    id: "skill:endpoint",
    titles: { en: "Endpoint protection", "zh-CN": "终端防护" },
    aliases: ["allow-listing", "application whitelisting", "白名单", "主机卫士"],
  },
  {
    id: "skill:firmware",
    titles: { en: "Firmware analysis", "zh-CN": "固件分析" },
    aliases: ["reverse engineering", "逆向", "固件"],
  },
  {
    id: "skill:industrial-cloud",
    titles: { en: "Industrial cloud security", "zh-CN": "工业云平台安全" },
    aliases: ["industrial internet platform", "工业互联网平台"],
  },
  { id: "skill:iiot", titles: { en: "IIoT security", "zh-CN": "物联网安全" }, aliases: ["IoT", "物联网"] },
];
