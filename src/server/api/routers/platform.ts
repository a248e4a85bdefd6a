import { z } from "zod";
import { door, router } from "@/server/api/trpc";

export const platformRouter = router({
  /** A bare answer: shows that the interface is up, and is the baseline that `npm run bench` measures against. */
  ping: door("everyone", z.strictObject({}), z.strictObject({ pong: z.literal(true) }), {
    method: "GET",
    path: "/ping",
  }).query(() => ({
    pong: true as const,
  })),
});
