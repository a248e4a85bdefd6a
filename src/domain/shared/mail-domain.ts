/** Mail providers open to everybody: sharing one says nothing about two people. Registrable domains. */
const freeMailDomains: ReadonlySet<string> = new Set(
  `126.com 139.com 163.com 163.net 188.com 189.cn 21cn.com aliyun.com aol.com duck.com fastmail.com foxmail.com
  gmail.com gmx.com gmx.de gmx.net googlemail.com hotmail.com hotmail.co.uk icloud.com live.cn live.com mac.com mail.com
  mail.ru me.com msn.com naver.com outlook.com pm.me proton.me protonmail.com qq.com rambler.ru sina.cn sina.com
  sina.com.cn sohu.com t-online.de tom.com tutanota.com web.de wo.cn yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.cn
  yandex.com yandex.ru yeah.net ymail.com zoho.com`.split(/\s+/),
);

/** Second labels under a country code that are registries, not organisations: `ac.cn`, `co.uk`, `edu.au`. */
const registryLabels: ReadonlySet<string> = new Set(
  "ac co com edu go gob gov gouv govt ltd mil ne net nom or org plc sch".split(" "),
);

/** CNNIC's province-level second labels. */
const chineseProvinces: ReadonlySet<string> = new Set(
  `ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj`.split(/\s+/),
);

/**
 * The domain an organisation registers, of an address or a host: `li@mail.example.com.cn` → `example.com.cn`. Null for
 * free mail, for a registry itself (`com.cn`) and for what is no domain.
 */
export function organisationDomain(addressOrDomain: string): string | null {
  const host = addressOrDomain
    .slice(addressOrDomain.lastIndexOf("@") + 1)
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/\.$/, "");
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || labels.some((label) => label === "")) return null;
  const second = labels.at(-2) ?? "";
  const underRegistry =
    top.length === 2 && (registryLabels.has(second) || (top === "cn" && chineseProvinces.has(second)));
  const length = underRegistry ? 3 : 2;
  if (labels.length < length) return null;
  const domain = labels.slice(-length).join(".");
  return freeMailDomains.has(domain) ? null : domain;
}
