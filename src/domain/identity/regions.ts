/** Province-level divisions of China: `CN-` and the first two digits of their GB/T 2260 code, with their names. */
export const provinces = [
  { code: "CN-11", "zh-CN": "北京市", en: "Beijing" },
  { code: "CN-12", "zh-CN": "天津市", en: "Tianjin" },
  { code: "CN-13", "zh-CN": "河北省", en: "Hebei" },
  { code: "CN-14", "zh-CN": "山西省", en: "Shanxi" },
  { code: "CN-15", "zh-CN": "内蒙古自治区", en: "Inner Mongolia" },
  { code: "CN-21", "zh-CN": "辽宁省", en: "Liaoning" },
  { code: "CN-22", "zh-CN": "吉林省", en: "Jilin" },
  { code: "CN-23", "zh-CN": "黑龙江省", en: "Heilongjiang" },
  { code: "CN-31", "zh-CN": "上海市", en: "Shanghai" },
  { code: "CN-32", "zh-CN": "江苏省", en: "Jiangsu" },
  { code: "CN-33", "zh-CN": "浙江省", en: "Zhejiang" },
  { code: "CN-34", "zh-CN": "安徽省", en: "Anhui" },
  { code: "CN-35", "zh-CN": "福建省", en: "Fujian" },
  { code: "CN-36", "zh-CN": "江西省", en: "Jiangxi" },
  { code: "CN-37", "zh-CN": "山东省", en: "Shandong" },
  { code: "CN-41", "zh-CN": "河南省", en: "Henan" },
  { code: "CN-42", "zh-CN": "湖北省", en: "Hubei" },
  { code: "CN-43", "zh-CN": "湖南省", en: "Hunan" },
  { code: "CN-44", "zh-CN": "广东省", en: "Guangdong" },
  { code: "CN-45", "zh-CN": "广西壮族自治区", en: "Guangxi" },
  { code: "CN-46", "zh-CN": "海南省", en: "Hainan" },
  { code: "CN-50", "zh-CN": "重庆市", en: "Chongqing" },
  { code: "CN-51", "zh-CN": "四川省", en: "Sichuan" },
  { code: "CN-52", "zh-CN": "贵州省", en: "Guizhou" },
  { code: "CN-53", "zh-CN": "云南省", en: "Yunnan" },
  { code: "CN-54", "zh-CN": "西藏自治区", en: "Xizang" },
  { code: "CN-61", "zh-CN": "陕西省", en: "Shaanxi" },
  { code: "CN-62", "zh-CN": "甘肃省", en: "Gansu" },
  { code: "CN-63", "zh-CN": "青海省", en: "Qinghai" },
  { code: "CN-64", "zh-CN": "宁夏回族自治区", en: "Ningxia" },
  { code: "CN-65", "zh-CN": "新疆维吾尔自治区", en: "Xinjiang" },
  { code: "CN-71", "zh-CN": "台湾省", en: "Taiwan" },
  { code: "CN-81", "zh-CN": "香港特别行政区", en: "Hong Kong" },
  { code: "CN-82", "zh-CN": "澳门特别行政区", en: "Macao" },
] as const;

const provincePrefixes: ReadonlySet<string> = new Set(provinces.map(({ code }) => code.slice(3)));

/** True when the six digits lie in a province-level division of GB/T 2260, whatever city or county follows. */
export function isInProvince(division: string): boolean {
  return /^\d{6}$/u.test(division) && provincePrefixes.has(division.slice(0, 2));
}

export type RegionFault = "REGION_NOT_PROVINCE" | "REGION_NOT_SUBDIVISION";

/**
 * A region is written as its country and a part, so that one glance tells whose it is: `CN-35` with the digits of
 * GB/T 2260, which Chinese forms and credit codes use, and ISO 3166-2 everywhere else (`DE-BY`). The foreign list
 * itself is not kept here, only its form.
 */
export function regionFault(country: string, region: string): RegionFault | null {
  if (country === "CN") return provinces.some(({ code }) => code === region) ? null : "REGION_NOT_PROVINCE";
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/u.test(region) && region.startsWith(`${country}-`) ? null : "REGION_NOT_SUBDIVISION";
}
