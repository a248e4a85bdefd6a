/** Province-level divisions of China, GB/T 2260: code and names. */
export const provinces = [
  { code: "110000", "zh-CN": "北京市", en: "Beijing" },
  { code: "120000", "zh-CN": "天津市", en: "Tianjin" },
  { code: "130000", "zh-CN": "河北省", en: "Hebei" },
  { code: "140000", "zh-CN": "山西省", en: "Shanxi" },
  { code: "150000", "zh-CN": "内蒙古自治区", en: "Inner Mongolia" },
  { code: "210000", "zh-CN": "辽宁省", en: "Liaoning" },
  { code: "220000", "zh-CN": "吉林省", en: "Jilin" },
  { code: "230000", "zh-CN": "黑龙江省", en: "Heilongjiang" },
  { code: "310000", "zh-CN": "上海市", en: "Shanghai" },
  { code: "320000", "zh-CN": "江苏省", en: "Jiangsu" },
  { code: "330000", "zh-CN": "浙江省", en: "Zhejiang" },
  { code: "340000", "zh-CN": "安徽省", en: "Anhui" },
  { code: "350000", "zh-CN": "福建省", en: "Fujian" },
  { code: "360000", "zh-CN": "江西省", en: "Jiangxi" },
  { code: "370000", "zh-CN": "山东省", en: "Shandong" },
  { code: "410000", "zh-CN": "河南省", en: "Henan" },
  { code: "420000", "zh-CN": "湖北省", en: "Hubei" },
  { code: "430000", "zh-CN": "湖南省", en: "Hunan" },
  { code: "440000", "zh-CN": "广东省", en: "Guangdong" },
  { code: "450000", "zh-CN": "广西壮族自治区", en: "Guangxi" },
  { code: "460000", "zh-CN": "海南省", en: "Hainan" },
  { code: "500000", "zh-CN": "重庆市", en: "Chongqing" },
  { code: "510000", "zh-CN": "四川省", en: "Sichuan" },
  { code: "520000", "zh-CN": "贵州省", en: "Guizhou" },
  { code: "530000", "zh-CN": "云南省", en: "Yunnan" },
  { code: "540000", "zh-CN": "西藏自治区", en: "Xizang" },
  { code: "610000", "zh-CN": "陕西省", en: "Shaanxi" },
  { code: "620000", "zh-CN": "甘肃省", en: "Gansu" },
  { code: "630000", "zh-CN": "青海省", en: "Qinghai" },
  { code: "640000", "zh-CN": "宁夏回族自治区", en: "Ningxia" },
  { code: "650000", "zh-CN": "新疆维吾尔自治区", en: "Xinjiang" },
  { code: "710000", "zh-CN": "台湾省", en: "Taiwan" },
  { code: "810000", "zh-CN": "香港特别行政区", en: "Hong Kong" },
  { code: "820000", "zh-CN": "澳门特别行政区", en: "Macao" },
] as const;

const provincePrefixes: ReadonlySet<string> = new Set(provinces.map(({ code }) => code.slice(0, 2)));

/** True when the six digits lie in a province-level division of GB/T 2260, whatever city or county follows. */
export function isInProvince(division: string): boolean {
  return /^\d{6}$/u.test(division) && provincePrefixes.has(division.slice(0, 2));
}

export type RegionFault = "REGION_NOT_PROVINCE" | "REGION_NOT_SUBDIVISION";

/**
 * A region is written the way its country writes it: China by the six digits of GB/T 2260 (`350000`), all others by
 * ISO 3166-2 (`DE-BY`), whose first part is the country. The list of subdivisions itself is not kept here.
 */
export function regionFault(country: string, region: string): RegionFault | null {
  if (country === "CN") return provinces.some(({ code }) => code === region) ? null : "REGION_NOT_PROVINCE";
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/u.test(region) && region.startsWith(`${country}-`) ? null : "REGION_NOT_SUBDIVISION";
}
