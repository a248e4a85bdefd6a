import { Agent, get } from "node:http";

/** How many answers a second one address gives to a few callers at once, for a bounded time. Anything but 200 stops it. */
export async function rate(
  url: string,
  options: { seconds: number; callers: number; headers?: Record<string, string> },
): Promise<{ perSecond: number; p95: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.callers });
  const ask = () => once(url, agent, options.headers ?? {});
  await loop(ask, 0.5, options.callers);
  const times = await loop(ask, options.seconds, options.callers);
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: times.length / options.seconds, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

async function loop(ask: () => Promise<void>, seconds: number, callers: number): Promise<number[]> {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  const caller = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return times;
}

function once(url: string, agent: Agent, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    }).once("error", reject);
  });
}

export const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;

/** The value below which this share of the values lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
