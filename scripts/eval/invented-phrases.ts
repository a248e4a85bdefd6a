/**
 * Invented: what buyers write and what providers show, topic by topic, in both languages and in different words, so that
 * no need can be found by copying its own sentence. `related` names topics that share part of the skill.
 */
type Phrases = { readonly zh: readonly [string, string]; readonly en: readonly [string, string] };
export type Topic = {
  readonly id: string;
  readonly related: readonly string[];
  readonly needs: Phrases;
  readonly evidence: Phrases;
};

export const topics: readonly Topic[] = [
  {
    id: "segmentation",
    related: ["remoteAccess", "wireless"],
    needs: {
      zh: ["办公网与车间控制网混在一起，希望划分安全区域并限制互访", "需要为生产网设计区域和管道，隔离不同产线"],
      en: [
        "Offices and plant controllers share one network; we want zones with traffic limited between them",
        "Design conduits and firewalls so that one production line cannot reach another",
      ],
    },
    evidence: {
      zh: ["按 IEC 62443-3-2 完成区域与管道划分，部署工业防火墙", "实施网络分区隔离改造，白名单控制跨区访问"],
      en: [
        "Zones and conduits after IEC 62443-3-2 with industrial firewalls",
        "Network segmentation project: allow-lists between cells, migration without downtime",
      ],
    },
  },
  {
    id: "remoteAccess",
    related: ["segmentation", "identity"],
    needs: {
      zh: ["多家设备厂商远程维护，账号共用，没有录屏", "希望管住第三方远程运维，谁在什么时间做了什么要可追溯"],
      en: [
        "Vendors maintain our machines from afar with shared accounts and nobody sees what they do",
        "Bring third-party maintenance sessions under control, with approval and recording",
      ],
    },
    evidence: {
      zh: ["建设运维堡垒机，双因素登录，全程审计", "远程接入网关：按工单授权，会话留痕"],
      en: [
        "Jump host with two-factor login, ticket approval and session recording for suppliers",
        "Secure remote access gateway for controllers, named accounts only",
      ],
    },
  },
  {
    id: "assetInventory",
    related: ["vulnerability", "monitoring"],
    needs: {
      zh: ["不知道现场到底有多少控制器和工作站，固件版本也没人登记", "想摸清工控资产底数，形成台账"],
      en: [
        "Nobody knows how many controllers and workstations we run or which firmware they carry",
        "We need a register of everything connected on the shop floor, kept up to date",
      ],
    },
    evidence: {
      zh: ["无扰动资产测绘，识别 PLC 型号与固件", "建立工业资产清单，被动流量识别设备"],
      en: [
        "Passive discovery of industrial assets: models, firmware, connections",
        "Asset inventory of forty substations without sending a single probe",
      ],
    },
  },
  {
    id: "vulnerability",
    related: ["assetInventory", "patching"],
    needs: {
      zh: ["想知道控制系统里有哪些已知漏洞，哪些真正危险", "请对组态软件和控制器做安全测试，找出弱点"],
      en: [
        "Tell us which known weaknesses our control system has and which of them really matter",
        "Test our engineering software and controllers and find what an attacker could use",
      ],
    },
    evidence: {
      zh: ["工控漏洞挖掘与评估，提交 CVE 编号", "上位机软件渗透测试，按 CVSS 排序"],
      en: [
        "Vulnerability assessment of control systems, ranked by exploitability; several CVEs credited",
        "Penetration tests of engineering workstations and fuzzing of controller protocols",
      ],
    },
  },
  {
    id: "patching",
    related: ["vulnerability", "backup"],
    needs: {
      zh: ["系统多年没打补丁，停产窗口很短，怕打坏", "需要一套补丁验证和分批更新办法"],
      en: [
        "Updates were put off for years; windows are short and we fear breaking things",
        "We want updates tried on a test bench first and then rolled out in steps",
      ],
    },
    evidence: {
      zh: ["补丁管理：离线验证、分级部署、失败回退", "为连续生产装置安排停机窗口内的系统更新"],
      en: [
        "Patch management for continuous processes: bench tests, waves, roll-back",
        "Update service for legacy workstations inside planned outages",
      ],
    },
  },
  {
    id: "backup",
    related: ["incident", "patching"],
    needs: {
      zh: ["组态工程只有一份，坏了就没了，担心勒索病毒", "想要离线备份，并且真的演练过恢复"],
      en: [
        "Controller projects exist once; a ransomware attack would end us",
        "Copies kept offline, and a drill that shows we can really restore",
      ],
    },
    evidence: {
      zh: ["备份恢复体系建设，离线介质，恢复时间验证", "PLC 程序与历史数据库的灾备演练"],
      en: [
        "Backup and recovery for SCADA servers and PLC logic with restore tests twice a year",
        "Disaster recovery: offline media, measured recovery times, run books",
      ],
    },
  },
  {
    id: "incident",
    related: ["backup", "monitoring", "forensics"],
    needs: {
      zh: ["出了安全事件不知道先做什么，需要预案和演练", "希望有队伍能在几小时内到现场处置"],
      en: [
        "When something happens nobody knows the first step; we need plans and exercises",
        "A team that can be on site within hours when operations are under attack",
      ],
    },
    evidence: {
      zh: ["应急响应：预案编制、桌面推演、现场处置", "二十四小时应急队伍，处理过多起停产事件"],
      en: [
        "Incident response for plants: playbooks, table-top exercises, on-call team",
        "Handled outages caused by malware, from containment to restart",
      ],
    },
  },
  {
    id: "monitoring",
    related: ["incident", "assetInventory"],
    needs: {
      zh: ["控制网里有没有异常流量，我们完全看不见", "希望对工业协议做持续监测，异常能报警"],
      en: [
        "We are blind inside the control network; strange traffic should raise an alarm",
        "Continuous watch over industrial protocols with few false alarms",
      ],
    },
    evidence: {
      zh: ["工业入侵检测：深度解析 Modbus、S7，基线告警", "安全运营中心接入生产网日志与流量"],
      en: [
        "Intrusion detection with deep parsing of Modbus and S7, baseline per cell",
        "Security operations centre with sensors at plants, tuned with the operators",
      ],
    },
  },
  {
    id: "forensics",
    related: ["incident"],
    needs: {
      zh: ["怀疑控制器程序被改过，需要取证查明", "事件之后要保全证据，还原攻击过程"],
      en: [
        "We suspect that controller logic was altered and need to know by whom",
        "Secure the evidence after an intrusion and reconstruct what happened",
      ],
    },
    evidence: {
      zh: ["工控取证：内存与逻辑比对，证据链完整", "攻击溯源分析，出具司法鉴定报告"],
      en: [
        "Forensics of embedded controllers: firmware dumps, logic comparison, chain of custody",
        "Reconstruction of intrusions for courts and insurers",
      ],
    },
  },
  {
    id: "training",
    related: ["awareness"],
    needs: {
      zh: ["工艺和仪表人员不懂安全，想系统培训并考核", "希望在仿真产线上动手练习攻防"],
      en: [
        "Engineers who run the process know little of security; we want a course with an examination",
        "Hands-on practice of attack and defence on a model plant",
      ],
    },
    evidence: {
      zh: ["工控安全培训课程与实训平台，结业考试", "高校靶场：学员在模拟工厂上演练"],
      en: [
        "Courses for control engineers with laboratory work on a cyber range and a final test",
        "Training laboratory with real controllers and graded exercises",
      ],
    },
  },
  {
    id: "awareness",
    related: ["training"],
    needs: {
      zh: ["员工随手插 U 盘、点钓鱼邮件，想改变习惯", "面向一线班组做安全意识宣贯"],
      en: [
        "People plug in any stick and open any mail; we want habits to change",
        "A campaign for shift workers about everyday security",
      ],
    },
    evidence: {
      zh: ["安全意识活动：钓鱼演练、班组短课、宣传海报", "移动介质管理与员工教育"],
      en: [
        "Phishing simulations, short lessons for shifts, posters",
        "Removable media kiosks and staff education programme",
      ],
    },
  },
  {
    id: "compliance",
    related: ["governance"],
    needs: {
      zh: ["要通过等级保护测评，不知道差距在哪里", "主管部门要检查，需要对照标准整改"],
      en: [
        "An audit against the national scheme is due and we do not know our gaps",
        "Prepare us for the regulator's inspection and close what is missing",
      ],
    },
    evidence: {
      zh: ["等保差距分析、整改与测评辅导", "依据 GB/T 22239 工业控制扩展要求完成合规评估"],
      en: [
        "Gap analysis and remediation for graded protection and IEC 62443-2-1 audits",
        "Compliance assessments for operators of critical infrastructure",
      ],
    },
  },
  {
    id: "governance",
    related: ["compliance", "supplyChain"],
    needs: {
      zh: ["没有安全制度，也没有明确的负责人", "希望建立工业安全管理体系，职责到人"],
      en: [
        "There are no rules and nobody is responsible for security of operations",
        "Build a management system with roles, policies and yearly review",
      ],
    },
    evidence: {
      zh: ["工业信息安全管理体系咨询，制度与岗位职责", "风险评估与治理规划，董事会汇报材料"],
      en: [
        "Security management system consulting: policies, responsibilities, risk register",
        "Governance road maps for boards of industrial groups",
      ],
    },
  },
  {
    id: "supplyChain",
    related: ["governance", "vulnerability"],
    needs: {
      zh: ["采购的设备里用了哪些开源组件，我们不清楚", "想对供应商提出安全要求并验收"],
      en: [
        "We do not know which open components sit inside the equipment we buy",
        "Write security requirements for suppliers and check what they deliver",
      ],
    },
    evidence: {
      zh: ["软件物料清单生成与供应链风险评估", "产品安全开发流程评审，IEC 62443-4-1"],
      en: [
        "SBOM generation and analysis for industrial products",
        "Supplier assessments and secure development audits after IEC 62443-4-1",
      ],
    },
  },
  {
    id: "identity",
    related: ["remoteAccess"],
    needs: {
      zh: ["操作站口令贴在屏幕上，大家用同一个账号", "统一管理控制系统的账号和权限"],
      en: [
        "Passwords are taped to operator screens and all shifts use the same login",
        "One place to manage who may do what on the control system",
      ],
    },
    evidence: {
      zh: ["身份与访问管理：刷卡登录、权限分级、特权账号", "工控域账号治理与口令策略"],
      en: [
        "Identity management for operator stations: badges, roles, privileged accounts",
        "Clean-up of shared logins and least privilege in control domains",
      ],
    },
  },
  {
    id: "wireless",
    related: ["segmentation"],
    needs: {
      zh: ["厂区无线和 5G 接入越来越多，担心被人从外面连进来", "请检查无线传感器和手持终端是否安全"],
      en: [
        "Radio links and private 5G are growing on site and we fear intruders from the street",
        "Check whether wireless sensors and handhelds can be abused",
      ],
    },
    evidence: {
      zh: ["无线安全评估：工业 WiFi、LoRa、5G 专网", "射频测试与接入认证加固"],
      en: [
        "Wireless assessments: plant Wi-Fi, LoRa, private 5G cores",
        "Radio testing and hardening of access for handheld devices",
      ],
    },
  },
];

export const sectors = [
  { id: "water", zh: "水厂", en: "water utility" },
  { id: "power", zh: "变电站", en: "electricity substation" },
  { id: "petrochemical", zh: "炼化装置", en: "refinery" },
  { id: "transport", zh: "轨道交通", en: "metro line" },
  { id: "manufacturing", zh: "汽车工厂", en: "car factory" },
] as const;
