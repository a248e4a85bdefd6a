import { z } from "zod";
import { newsKinds, newsView, preferenceInput, readInput } from "@/domain/notifications/schema";
import { door, router, stream } from "@/server/api/trpc";
import {
  markNewsRead,
  readNews,
  readNewsPreferences,
  saveNewsPreference,
  watchNews,
} from "@/server/modules/notifications/service";

const nothing = z.strictObject({});

export const notificationsRouter = router({
  list: door("mayReadOwnNews", nothing, z.strictObject({ unread: z.int(), items: z.array(newsView) })).query(
    ({ ctx }) => readNews(ctx),
  ),
  markRead: door("mayReadOwnNews", readInput, z.strictObject({ marked: z.int() })).mutation(({ ctx, input }) =>
    markNewsRead(ctx, input.ids),
  ),
  preferences: door(
    "mayReadOwnNews",
    nothing,
    z.array(z.strictObject({ kind: z.enum(newsKinds), inApp: z.boolean(), mail: z.boolean() })),
  ).query(({ ctx }) => readNewsPreferences(ctx)),
  savePreference: door("mayReadOwnNews", preferenceInput, z.strictObject({ done: z.literal(true) })).mutation(
    ({ ctx, input }) => saveNewsPreference(ctx, input),
  ),
  watch: stream("mayReadOwnNews", nothing).subscription(({ ctx, signal }) => watchNews(ctx, signal)),
});
