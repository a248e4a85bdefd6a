import type { Concept } from "../shared/concept";
import { conceptsFrom } from "./concept-rows";

/** The field's own list of sectors; the same words as `sectorIds`, which forms and rows use. */
export const sectors: readonly Concept[] = conceptsFrom("sector", [
  [
    "energy",
    "Energy",
    "能源",
    "oil and gas|oil field|natural gas|coal mine|gas pipeline|oil pipeline|煤炭|煤矿|油气|油田|天然气|燃气|输油管道|长输管线|新能源",
    undefined,
    ["gbt4754:B", "gbt4754:D"],
  ],
  [
    "power",
    "Power",
    "电力",
    "electricity|electric power|power grid|electric utility|substation|power plant|hydropower|wind farm|变电站|电网|电厂|发电厂|发电|配电|水电站|风电场|光伏电站|电力监控系统",
    "sector:energy",
    ["gbt4754:D"],
  ],
  [
    "transport",
    "Transport",
    "交通运输",
    "railway|railways|metro|seaport|harbour|logistics|highway|轨道交通|地铁|铁路|高铁|港口|码头|物流|高速公路|隧道",
    undefined,
    ["gbt4754:G"],
  ],
  [
    "petrochemical",
    "Petrochemical",
    "石油化工",
    "petrochemicals|refinery|chemical plant|chemical industry|石化|炼化|炼油|化工|化工厂|化工园区|危化品",
    undefined,
    ["gbt4754:C"],
  ],
  [
    "manufacturing",
    "Manufacturing",
    "制造业",
    "factory|factories|production line|plant floor|shop floor|automotive|steel mill|semiconductor|food and beverage|pharmaceutical|工厂|车间|产线|生产线|汽车制造|智能制造|钢铁|冶金|半导体|电子制造|食品|制药|装备制造|纺织|水泥|轮胎|烟草",
    undefined,
    ["gbt4754:C"],
  ],
  ["aviation", "Aviation", "航空", "aircraft|airport|airline|飞机|机场|民航|航空制造", undefined, ["gbt4754:G"]],
  ["space", "Space", "航天", "satellite|spacecraft|launch vehicle|卫星|火箭|航天器|测控", undefined, ["gbt4754:C"]],
  [
    "nuclear",
    "Nuclear",
    "核工业",
    "nuclear power|nuclear power plant|nuclear facility|核电|核电站|核设施",
    "sector:energy",
    ["gbt4754:D"],
  ],
  [
    "telecom",
    "Telecommunications",
    "电信",
    "telecom|telecom operator|mobile network|基础电信|电信运营商|运营商|通信网",
    undefined,
    ["gbt4754:I"],
  ],
  [
    "water",
    "Water",
    "水利水务",
    "water treatment|water supply|water utility|waterworks|wastewater|sewage|dam|pumping station|水厂|自来水|污水处理|污水厂|供水|水务|水利|水库|大坝|泵站",
    undefined,
    ["gbt4754:D", "gbt4754:N"],
  ],
  ["other", "Other", "其他"],
]);

/**
 * Sections of the Chinese industrial classification, GB/T 4754-2017. The letter is part of the title, as forms write
 * it; so a plain "construction" or "教育" in a text does not name a section.
 */
export const industrySections: readonly Concept[] = conceptsFrom("gbt4754", [
  ["A", "A Agriculture, forestry, animal husbandry and fishery", "A 农、林、牧、渔业"],
  ["B", "B Mining", "B 采矿业"],
  ["C", "C Manufacturing", "C 制造业"],
  ["D", "D Electricity, heat, gas and water production and supply", "D 电力、热力、燃气及水生产和供应业"],
  ["E", "E Construction", "E 建筑业"],
  ["F", "F Wholesale and retail trade", "F 批发和零售业"],
  ["G", "G Transport, storage and post", "G 交通运输、仓储和邮政业"],
  ["H", "H Accommodation and catering", "H 住宿和餐饮业"],
  ["I", "I Information transmission, software and information technology services", "I 信息传输、软件和信息技术服务业"],
  ["J", "J Finance", "J 金融业"],
  ["K", "K Real estate", "K 房地产业"],
  ["L", "L Leasing and business services", "L 租赁和商务服务业"],
  ["M", "M Scientific research and technical services", "M 科学研究和技术服务业"],
  ["N", "N Water conservancy, environment and public facilities management", "N 水利、环境和公共设施管理业"],
  ["O", "O Household services, repair and other services", "O 居民服务、修理和其他服务业"],
  ["P", "P Education", "P 教育"],
  ["Q", "Q Health and social work", "Q 卫生和社会工作"],
  ["R", "R Culture, sports and entertainment", "R 文化、体育和娱乐业"],
  ["S", "S Public administration, social security and social organisations", "S 公共管理、社会保障和社会组织"],
  ["T", "T International organisations", "T 国际组织"],
]);
