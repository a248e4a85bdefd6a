import { z } from "zod";
import { searchHit, searchInput } from "@/domain/search/schema";
import { door, router } from "@/server/api/trpc";
import { findEverywhere } from "@/server/modules/search/service";

export const searchRouter = router({
  find: door("maySearch", searchInput, z.array(searchHit), { method: "GET", path: "/search" }).query(({ ctx, input }) =>
    findEverywhere(ctx, input.query),
  ),
});
