import { describe, expect, it } from "vitest";
import { passwordWeakness } from "@/domain/identity/password";

/** An invented person of an invented organisation. */
const known = {
  email: "li.wei@shuiyuan.example.com",
  names: ["李伟", "Li Wei"],
  organisationNames: ["示例水源水务有限公司", "Shuiyuan Waterworks"],
};

describe("passwords that are long enough and still weak", () => {
  it.each([
    ["Password2024!", "PASSWORD_COMMON"],
    ["P@ssw0rd!2024", "PASSWORD_COMMON"],
    ["Admin@123456", "PASSWORD_COMMON"],
    ["admin@admin123", "PASSWORD_COMMON"],
    ["Huawei@123456", "PASSWORD_COMMON"],
    ["welcome12345", "PASSWORD_COMMON"],
    ["changeme1234", "PASSWORD_COMMON"],
    ["woaini1314520", "PASSWORD_COMMON"],
    ["Woaini5201314", "PASSWORD_COMMON"],
    ["Beijing2008!!", "PASSWORD_COMMON"],
    ["zhang19900131", "PASSWORD_COMMON"],
    ["Zhang@1990-01-31", "PASSWORD_COMMON"],
    ["siemens-simatic", "PASSWORD_COMMON"],
    ["lianfang2026", "PASSWORD_COMMON"],
    ["passwordpassword", "PASSWORD_COMMON"],
    ["aaaaaaaaaaaa", "PASSWORD_REPEATS"],
    ["abcabcabcabc", "PASSWORD_REPEATS"],
    ["121212121212", "PASSWORD_REPEATS"],
    ["水水水水水水水水水水水水", "PASSWORD_REPEATS"],
    ["qwertyuiop12", "PASSWORD_SEQUENCE"],
    ["1qaz2wsx3edc", "PASSWORD_SEQUENCE"],
    ["!QAZ2wsx#EDC", "PASSWORD_SEQUENCE"],
    ["1q2w3e4r5t6y", "PASSWORD_SEQUENCE"],
    ["abcdefghijkl", "PASSWORD_SEQUENCE"],
    ["qazwsxedcrfv", "PASSWORD_SEQUENCE"],
    ["mnbvcxzlkjhgfdsa", "PASSWORD_SEQUENCE"],
    ["13912345678ab", "PASSWORD_PERSONAL_NUMBER"],
    ["11010519491231002X", "PASSWORD_PERSONAL_NUMBER"],
    ["li.wei2026!!!", "PASSWORD_CONTAINS_EMAIL"],
    ["liwei@shuiyuan", "PASSWORD_CONTAINS_EMAIL"],
    ["李伟1990李伟2020", "PASSWORD_CONTAINS_NAME"],
    ["Waterworks2026", "PASSWORD_CONTAINS_ORGANISATION"],
    ["示例水源水务有限公司123", "PASSWORD_CONTAINS_ORGANISATION"],
  ])("%s: %s", (password, weakness) => expect(passwordWeakness(password, known)).toBe(weakness));
});

describe("passwords that stand", () => {
  it.each([
    "four quiet owls at dusk",
    "correct horse battery staple",
    "vT9#kLq2!mZx",
    "春风又绿江南岸明月何时照我还",
    "kettle-orbit-sandal-61",
    "Tz8wqpL4nVb6",
    "my password is 2 long 4 you to guess",
    "li.wei likes gooseberry jam",
  ])("%s", (password) => expect(passwordWeakness(password, known)).toBeNull());
});
