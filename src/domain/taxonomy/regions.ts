import type { Concept } from "../shared/concept";
import { conceptsFrom } from "./concept-rows";

/**
 * Province-level divisions of China as concepts: `region:CN-` and the first two digits of GB/T 2260. Cities are among
 * the other names, so that "our plant in Suzhou" suggests Jiangsu. Other countries are not concepts: their codes are
 * ISO 3166-1 and their names come from `Intl.DisplayNames` in the reader's language.
 */
export const regions: readonly Concept[] = conceptsFrom("region", [
  ["CN-11", "Beijing", "北京市", "北京|Peking"],
  ["CN-12", "Tianjin", "天津市", "天津|滨海新区"],
  ["CN-13", "Hebei", "河北省", "河北|石家庄|Shijiazhuang|唐山|Tangshan|保定|邯郸|雄安新区"],
  ["CN-14", "Shanxi", "山西省", "山西|太原|Taiyuan|大同"],
  ["CN-15", "Inner Mongolia", "内蒙古自治区", "内蒙古|Nei Mongol|呼和浩特|Hohhot|包头|Baotou|鄂尔多斯|Ordos"],
  ["CN-21", "Liaoning", "辽宁省", "辽宁|沈阳|Shenyang|大连|Dalian|鞍山"],
  ["CN-22", "Jilin", "吉林省", "吉林|长春|Changchun"],
  ["CN-23", "Heilongjiang", "黑龙江省", "黑龙江|哈尔滨|Harbin|大庆|Daqing"],
  ["CN-31", "Shanghai", "上海市", "上海|浦东"],
  ["CN-32", "Jiangsu", "江苏省", "江苏|南京|Nanjing|苏州|Suzhou|无锡|Wuxi|常州|Changzhou|徐州|南通|昆山|Kunshan"],
  ["CN-33", "Zhejiang", "浙江省", "浙江|杭州|Hangzhou|宁波|Ningbo|温州|Wenzhou|嘉兴|绍兴|台州"],
  ["CN-34", "Anhui", "安徽省", "安徽|合肥|Hefei|芜湖|Wuhu|马鞍山"],
  ["CN-35", "Fujian", "福建省", "福建|福州|Fuzhou|厦门|Xiamen|泉州|Quanzhou|宁德"],
  ["CN-36", "Jiangxi", "江西省", "江西|南昌|Nanchang|赣州|九江"],
  ["CN-37", "Shandong", "山东省", "山东|济南|Jinan|青岛|Qingdao|烟台|Yantai|潍坊|淄博"],
  ["CN-41", "Henan", "河南省", "河南|郑州|Zhengzhou|洛阳|Luoyang|许昌"],
  ["CN-42", "Hubei", "湖北省", "湖北|武汉|Wuhan|宜昌|Yichang|襄阳|十堰"],
  ["CN-43", "Hunan", "湖南省", "湖南|长沙|Changsha|株洲|Zhuzhou|湘潭"],
  [
    "CN-44",
    "Guangdong",
    "广东省",
    "广东|广州|Guangzhou|深圳|Shenzhen|佛山|Foshan|东莞|Dongguan|珠海|Zhuhai|惠州|粤港澳大湾区",
  ],
  ["CN-45", "Guangxi", "广西壮族自治区", "广西|南宁|Nanning|柳州|Liuzhou|桂林"],
  ["CN-46", "Hainan", "海南省", "海南|海口|Haikou|三亚|文昌"],
  ["CN-50", "Chongqing", "重庆市", "重庆"],
  ["CN-51", "Sichuan", "四川省", "四川|成都|Chengdu|绵阳|Mianyang|宜宾|德阳"],
  ["CN-52", "Guizhou", "贵州省", "贵州|贵阳|Guiyang|遵义"],
  ["CN-53", "Yunnan", "云南省", "云南|昆明|Kunming|玉溪|曲靖"],
  ["CN-54", "Xizang", "西藏自治区", "西藏|Tibet|拉萨|Lhasa"],
  ["CN-61", "Shaanxi", "陕西省", "陕西|西安|Xi'an|咸阳|宝鸡|榆林"],
  ["CN-62", "Gansu", "甘肃省", "甘肃|兰州|Lanzhou|酒泉|嘉峪关"],
  ["CN-63", "Qinghai", "青海省", "青海|西宁|Xining|格尔木"],
  ["CN-64", "Ningxia", "宁夏回族自治区", "宁夏|银川|Yinchuan|宁东"],
  ["CN-65", "Xinjiang", "新疆维吾尔自治区", "新疆|乌鲁木齐|Urumqi|克拉玛依|Karamay"],
  ["CN-71", "Taiwan", "台湾省", "台湾|台北|Taipei|新竹|Hsinchu"],
  ["CN-81", "Hong Kong", "香港特别行政区", "香港|Hong Kong SAR|HKSAR"],
  ["CN-82", "Macao", "澳门特别行政区", "澳门|Macau"],
]);

/** ISO 3166-2:CN letters of each division, in the order of the table above. */
const isoLetters =
  "BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ TW HK MO".split(" ");

const byCode = new Map<string, Concept>();
for (const [index, region] of regions.entries()) {
  const code = region.id.slice("region:".length);
  const letters = isoLetters[index] ?? "";
  byCode
    .set(code, region)
    .set(`${code.slice(3)}0000`, region)
    .set(`CN-${letters}`, region);
}

/** The division a form or file names by `CN-35`, its six digits `350000` (GB/T 2260) or `CN-FJ` (ISO 3166-2). */
export function regionByCode(code: string): Concept | undefined {
  return byCode.get(code.trim().toUpperCase());
}
