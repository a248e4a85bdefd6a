import { describe, expect, it } from "vitest";
import { gather } from "@/server/platform/gather";

/** A question that takes as long as the test says. */
function slowly() {
  const asked: number[][] = [];
  const open: (() => void)[] = [];
  const ask = async (keys: readonly number[]) => {
    asked.push([...keys]);
    await new Promise<void>((resume) => open.push(resume));
    if (keys.includes(13)) throw new Error("unlucky");
    return keys.map((key) => key * 10);
  };
  const turn = () => new Promise((resume) => setImmediate(resume));
  return { asked, ask, turn, release: () => open.splice(0).forEach((resume) => void resume()) };
}

describe("questions that are gathered", () => {
  it("go together when they arrive together, and while another is being answered", async () => {
    const { asked, ask, turn, release } = slowly();
    const one = gather(ask, { lanes: 1, most: 3 });
    const answers = [1, 2].map(one);
    await turn();
    answers.push(...[3, 4, 5, 6].map(one));
    await turn();
    expect(asked).toEqual([[1, 2]]);
    for (let round = 0; round < 4; round++) {
      release();
      await turn();
    }
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(asked).toEqual([[1, 2], [3, 4, 5], [6]]);
  });

  it("fail together, and the next ones are asked anew", async () => {
    const { ask, turn, release } = slowly();
    const one = gather(ask, { lanes: 1, most: 10 });
    const unlucky = Promise.allSettled([one(12), one(13)]);
    await turn();
    release();
    expect((await unlucky).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const next = one(14);
    await turn();
    release();
    expect(await next).toBe(140);
  });

  it("of one name are never in one question", async () => {
    const { asked, ask, turn, release } = slowly();
    const one = gather(ask, { lanes: 1, most: 10, one: (key) => String(key % 2) });
    const answers = Promise.all([1, 3, 2, 5].map(one));
    for (let round = 0; round < 4; round++) {
      await turn();
      release();
    }
    await answers;
    expect(asked).toEqual([[1, 2], [3], [5]]);
  });
});
