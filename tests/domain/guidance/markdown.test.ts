import { describe, expect, it } from "vitest";
import { anchorBody, parseMarkdown, plainText, sectionsOf } from "@/domain/guidance/markdown";

describe("markdown", () => {
  it("gives headings anchors that stay when something is put before them", () => {
    const first = anchorBody("## 总则\n\n甲\n\n## 要求\n\n乙");
    expect(first).toContain("## 总则 {#s1}");
    const second = anchorBody(first.replace("## 总则", "## 前言\n\n丙\n\n## 总则"));
    expect(sectionsOf(second).map(({ title, anchor }) => [title, anchor])).toEqual([
      ["前言", "s3"],
      ["总则", "s1"],
      ["要求", "s2"],
    ]);
  });

  it("lends anchors to the other language, heading by heading", () => {
    expect(anchorBody("## General\n\n## Requirements", "## 总则 {#s1}\n\n## 要求 {#duty}")).toBe(
      "## General {#s1}\n\n## Requirements {#duty}",
    );
  });

  it("keeps a script as the characters it is written with, and no address that runs", () => {
    const blocks = parseMarkdown("<script>alert(1)</script> [x](javascript:alert(1)) **<img onerror=x>**");
    expect(blocks).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "text", text: "<script>alert(1)</script> [x](javascript:alert(1)) " },
          { kind: "strong", children: [{ kind: "text", text: "<img onerror=x>" }] },
        ],
      },
    ]);
  });

  it("reads lists, tables, quotes and code", () => {
    const kinds = parseMarkdown(
      "# T\n\n- a\n- b\n\n1. c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n> q\n\n```\n# no heading\n```",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["heading", "list", "list", "table", "quote", "code"]);
    expect(plainText("**a** [b](https://example.org)")).toBe("a b");
  });
});
