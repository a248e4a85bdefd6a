import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newSlug } from "@/domain/competitions/schema";

const pages = "src/app/[locale]/competitions";
const fixed = readdirSync(pages).filter((name) => !name.startsWith("[") && statSync(join(pages, name)).isDirectory());

describe("the address of a new competition", () => {
  it("has pages that stand beside the events", () => expect(fixed).toContain("season"));

  it.each(fixed)("is never that of the page %s", (name) => {
    expect(newSlug.safeParse(name).error?.issues.map(({ message }) => message)).toEqual(["SLUG_RESERVED"]);
  });

  it.each(["lianfang-cup-2026", "season-2026", "abc"])("may be %s", (slug) => {
    expect(newSlug.safeParse(slug).success).toBe(true);
  });
});
