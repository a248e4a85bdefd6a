import { z } from "zod";
import { waitingInput, waitingView } from "@/domain/home/schema";
import { door, router } from "@/server/api/trpc";
import { readWaiting } from "@/server/modules/home/service";

export const homeRouter = router({
  waiting: door("mayReadWaiting", waitingInput, z.array(waitingView)).query(({ ctx }) => readWaiting(ctx)),
});
