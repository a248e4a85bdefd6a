import type { Concept } from "../shared/concept";
import { type ConceptRow, conceptsFrom } from "./concept-rows";

/**
 * Categories, work roles and competency areas of the NICE Workforce Framework for Cybersecurity (NIST SP 800-181),
 * components v2; titles and ids are NIST's, the Chinese is ours. Task, knowledge and skill statements come with
 * `npm run import:nice`.
 */
const categories: readonly ConceptRow[] = [
  ["OG", "Oversight and Governance", "监督与治理"],
  ["DD", "Design and Development", "设计与开发"],
  ["IO", "Implementation and Operation", "实施与运行"],
  ["PD", "Protection and Defense", "防护与防御", "Protection and Defence"],
  ["IN", "Investigation", "调查"],
];

const workRoles: readonly ConceptRow[] = [
  [
    "OG-WRL-001",
    "Communications Security (COMSEC) Management",
    "通信安全（COMSEC）管理",
    "COMSEC manager|通信保密管理",
  ],
  [
    "OG-WRL-002",
    "Cybersecurity Policy and Planning",
    "网络安全政策与规划",
    "cybersecurity policy|网络安全规划|安全规划",
  ],
  ["OG-WRL-003", "Cybersecurity Workforce Management", "网络安全人才队伍管理", "cybersecurity workforce|安全人才队伍"],
  ["OG-WRL-004", "Cybersecurity Curriculum Development", "网络安全课程开发", "curriculum developer|课程开发|课程建设"],
  [
    "OG-WRL-005",
    "Cybersecurity Instruction",
    "网络安全教学",
    "cybersecurity instructor|security trainer|安全讲师|安全培训讲师",
    "",
    ["skill:training"],
  ],
  ["OG-WRL-006", "Cybersecurity Legal Advice", "网络安全法律咨询", "cybersecurity lawyer|网络安全法务|网安律师"],
  [
    "OG-WRL-007",
    "Executive Cybersecurity Leadership",
    "网络安全高层领导",
    "CISO|首席信息安全官|首席安全官|首席网络安全官",
  ],
  [
    "OG-WRL-008",
    "Privacy Compliance",
    "隐私合规",
    "privacy officer|data protection officer|个人信息保护负责人|隐私合规官",
  ],
  ["OG-WRL-009", "Product Support Management", "产品支持管理", "product support manager"],
  ["OG-WRL-010", "Program Management", "项目群管理", "programme management|program manager"],
  ["OG-WRL-011", "Secure Project Management", "安全项目管理", "security project manager|安全项目经理"],
  [
    "OG-WRL-012",
    "Security Control Assessment",
    "安全控制评估",
    "security control assessor|安全测评师|等级测评师",
    "",
    ["skill:risk-assessment", "skill:mlps"],
  ],
  ["OG-WRL-013", "Systems Authorization", "系统运行授权", "systems authorisation|authorizing official"],
  [
    "OG-WRL-014",
    "Systems Security Management",
    "系统安全管理",
    "information systems security manager|安全主管|安全负责人|系统安全管理员",
    "",
    ["skill:security-management"],
  ],
  ["OG-WRL-015", "Technology Portfolio Management", "技术投资组合管理", "IT portfolio management"],
  ["OG-WRL-016", "Technology Program Auditing", "技术项目审计", "IT auditor|信息系统审计师", "", ["skill:compliance"]],
  [
    "DD-WRL-001",
    "Cybersecurity Architecture",
    "网络安全架构",
    "security architect|cybersecurity architect|安全架构师|安全架构设计",
    "",
    ["skill:architecture"],
  ],
  ["DD-WRL-002", "Enterprise Architecture", "企业架构", "enterprise architect|企业架构师"],
  [
    "DD-WRL-003",
    "Secure Software Development",
    "安全软件开发",
    "secure software developer|安全开发工程师",
    "",
    ["skill:secure-development"],
  ],
  [
    "DD-WRL-004",
    "Secure Systems Development",
    "安全系统开发",
    "secure systems developer",
    "",
    ["skill:secure-development"],
  ],
  [
    "DD-WRL-005",
    "Software Security Assessment",
    "软件安全评估",
    "software security assessor|software security testing|软件安全测试",
    "",
    ["skill:code-audit"],
  ],
  ["DD-WRL-006", "Systems Requirements Planning", "系统需求规划", "requirements planner|系统需求分析"],
  ["DD-WRL-007", "Systems Testing and Evaluation", "系统测试与评估", "system tester", "", ["skill:product-testing"]],
  ["DD-WRL-008", "Technology Research and Development", "技术研发", "R&D specialist|技术研究与开发"],
  [
    "DD-WRL-009",
    "Operational Technology (OT) Cybersecurity Engineering",
    "运营技术（OT）网络安全工程",
    "OT cybersecurity engineer|OT security engineer|ICS security engineer|OT cybersecurity engineering|工控安全工程师|OT安全工程师|工业控制系统安全工程师",
    "",
    ["nice:NF-COM-010"],
  ],
  ["IO-WRL-001", "Data Analysis", "数据分析", "data analyst|数据分析师"],
  ["IO-WRL-002", "Database Administration", "数据库管理", "database administrator|数据库管理员"],
  ["IO-WRL-003", "Knowledge Management", "知识管理", "knowledge manager"],
  [
    "IO-WRL-004",
    "Network Operations",
    "网络运维",
    "network operations specialist|network administrator|网络管理员|网络运维工程师",
  ],
  ["IO-WRL-005", "Systems Administration", "系统管理", "system administrator|sysadmin|系统管理员"],
  [
    "IO-WRL-006",
    "Systems Security Analysis",
    "系统安全分析",
    "systems security analyst|系统安全分析师|安全运维工程师",
    "",
    ["skill:hardening"],
  ],
  ["IO-WRL-007", "Technical Support", "技术支持", "technical support specialist|技术支持工程师"],
  [
    "PD-WRL-001",
    "Defensive Cybersecurity",
    "网络安全防御",
    "cyber defense analyst|defensive cybersecurity analyst|SOC analyst|blue team|安全监测分析师|安全运营工程师|蓝队",
    "",
    ["skill:monitoring"],
  ],
  [
    "PD-WRL-002",
    "Digital Forensics",
    "数字取证",
    "digital forensics analyst|computer forensics|电子取证|取证分析师",
    "",
    ["skill:forensics"],
  ],
  [
    "PD-WRL-003",
    "Incident Response",
    "事件响应",
    "incident responder|应急响应|应急响应工程师",
    "",
    ["skill:incident-response"],
  ],
  ["PD-WRL-004", "Infrastructure Support", "安全基础设施支持", "security infrastructure engineer|安全设备运维"],
  [
    "PD-WRL-005",
    "Insider Threat Analysis",
    "内部威胁分析",
    "insider threat|内部威胁|内鬼",
    "",
    ["skill:insider-threat"],
  ],
  [
    "PD-WRL-006",
    "Threat Analysis",
    "威胁分析",
    "threat analyst|threat intelligence analyst|威胁情报分析师",
    "",
    ["skill:threat-intelligence"],
  ],
  [
    "PD-WRL-007",
    "Vulnerability Analysis",
    "漏洞分析",
    "vulnerability analyst|vulnerability assessment analyst|penetration tester|脆弱性分析|漏洞分析师|渗透测试工程师",
    "",
    ["skill:vulnerability-management", "skill:penetration-test"],
  ],
  [
    "IN-WRL-001",
    "Cybercrime Investigation",
    "网络犯罪调查",
    "cybercrime investigator|网络犯罪侦查",
    "",
    ["skill:forensics"],
  ],
  [
    "IN-WRL-002",
    "Digital Evidence Analysis",
    "电子证据分析",
    "digital evidence|电子数据鉴定|电子证据",
    "",
    ["skill:forensics"],
  ],
];

const competencyAreas: readonly ConceptRow[] = [
  ["NF-COM-001", "Access Controls", "访问控制", "access control", "", ["skill:identity-access"]],
  [
    "NF-COM-002",
    "Artificial Intelligence (AI) Security",
    "人工智能（AI）安全",
    "AI security|artificial intelligence security|人工智能安全|大模型安全",
    "",
    ["skill:ai-security"],
  ],
  ["NF-COM-003", "Asset Management", "资产管理", "", "", ["skill:asset-inventory"]],
  ["NF-COM-004", "Cloud Security", "云安全", "cloud computing security|云计算安全", "", ["skill:cloud-security"]],
  ["NF-COM-005", "Communications Security", "通信安全", "COMSEC"],
  ["NF-COM-006", "Cryptography", "密码学", "", "", ["skill:cryptography"]],
  ["NF-COM-007", "Cyber Resiliency", "网络韧性", "cyber resilience|网络弹性", "", ["skill:business-continuity"]],
  ["NF-COM-008", "DevSecOps", "开发安全运维一体化", "", "", ["skill:secure-development"]],
  [
    "NF-COM-009",
    "Operating Systems (OS) Security",
    "操作系统（OS）安全",
    "operating system security|操作系统安全",
    "",
    ["skill:hardening"],
  ],
  [
    "NF-COM-010",
    "Operational Technology (OT) Security",
    "运营技术（OT）安全",
    "OT security|ICS security|industrial control system security|工控安全|工业控制系统安全|工控系统安全|工业信息安全",
    "",
    ["nice:DD-WRL-009", "iec62443:all"],
  ],
  ["NF-COM-011", "Supply Chain Security", "供应链安全", "", "", ["skill:supply-chain"]],
];

/** A role's category stands before the first hyphen of its id; competency areas belong to none. */
function withCategory([code, en, zh, aliases, , related]: ConceptRow): ConceptRow {
  return [code, en, zh, aliases, `nice:${code.slice(0, 2)}`, related];
}

function withoutParent([code, en, zh, aliases, , related]: ConceptRow): ConceptRow {
  return [code, en, zh, aliases, undefined, related];
}

export const nice: readonly Concept[] = conceptsFrom("nice", [
  ...categories,
  ...workRoles.map(withCategory),
  ...competencyAreas.map(withoutParent),
]);
