import { competitionsRouter } from "./routers/competitions";
import { competitionsJudgedRouter } from "./routers/competitions-judged";
import { credentialsRouter } from "./routers/credentials";
import { crowdtestsRouter } from "./routers/crowdtests";
import { engagementsRouter } from "./routers/engagements";
import { expertsRouter } from "./routers/experts";
import { guidanceRouter } from "./routers/guidance";
import { homeRouter } from "./routers/home";
import { identityRouter } from "./routers/identity";
import { matchingRouter } from "./routers/matching";
import { needsRouter } from "./routers/needs";
import { notificationsRouter } from "./routers/notifications";
import { platformRouter } from "./routers/platform";
import { searchRouter } from "./routers/search";
import { standardsRouter } from "./routers/standards";
import { standardsLifeRouter } from "./routers/standards-life";
import { standardsTextRouter } from "./routers/standards-text";
import { trainingRouter } from "./routers/training";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  platform: platformRouter,
  identity: identityRouter,
  notifications: notificationsRouter,
  needs: needsRouter,
  matching: matchingRouter,
  experts: expertsRouter,
  guidance: guidanceRouter,
  crowdtests: crowdtestsRouter,
  competitions: competitionsRouter,
  search: searchRouter,
  home: homeRouter,
  standards: standardsRouter,
  engagements: engagementsRouter,
  standardsLife: standardsLifeRouter,
  standardsText: standardsTextRouter,
  competitionsJudged: competitionsJudgedRouter,
  credentials: credentialsRouter,
  training: trainingRouter,
});

export type AppRouter = typeof appRouter;

export const callerFactory = createCallerFactory(appRouter);
