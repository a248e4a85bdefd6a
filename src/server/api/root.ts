import { platformRouter } from "./routers/platform";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({ platform: platformRouter });

export type AppRouter = typeof appRouter;

export const callerFactory = createCallerFactory(appRouter);
