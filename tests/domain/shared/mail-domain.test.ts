import { expect, test } from "vitest";
import { organisationDomain } from "@/domain/shared/mail-domain";

test.each([
  ["li@example.com", "example.com"],
  ["li@mail.Example.COM.", "example.com"],
  ["example.com.cn", "example.com.cn"],
  ["wang@lab.example.edu.cn", "example.edu.cn"],
  ["x@institute.ac.cn", "institute.ac.cn"],
  ["x@bureau.bj.cn", "bureau.bj.cn"],
  ["x@dept.example.co.uk", "example.co.uk"],
  ["x@qq.com", null],
  ["x@vip.qq.com", null],
  ["x@163.com", null],
  ["x@gmail.com", null],
  ["com.cn", null],
  ["localhost", null],
  ["", null],
  ["x@.com", null],
])("%s → %s", (input, expected) => {
  expect(organisationDomain(input)).toBe(expected);
});
