import commonEn from "./messages/en/common.json" with { type: "json" };
import competitionsEn from "./messages/en/competitions.json" with { type: "json" };
import competitionsJudgedEn from "./messages/en/competitionsJudged.json" with { type: "json" };
import credentialsEn from "./messages/en/credentials.json" with { type: "json" };
import crowdtestsEn from "./messages/en/crowdtests.json" with { type: "json" };
import engagementsEn from "./messages/en/engagements.json" with { type: "json" };
import errorsEn from "./messages/en/errors.json" with { type: "json" };
import expertsEn from "./messages/en/experts.json" with { type: "json" };
import guidanceEn from "./messages/en/guidance.json" with { type: "json" };
import homeEn from "./messages/en/home.json" with { type: "json" };
import identityEn from "./messages/en/identity.json" with { type: "json" };
import matchingEn from "./messages/en/matching.json" with { type: "json" };
import needsEn from "./messages/en/needs.json" with { type: "json" };
import notificationsEn from "./messages/en/notifications.json" with { type: "json" };
import standardsEn from "./messages/en/standards.json" with { type: "json" };
import standardsLifeEn from "./messages/en/standardsLife.json" with { type: "json" };
import trainingEn from "./messages/en/training.json" with { type: "json" };
import commonZh from "./messages/zh-CN/common.json" with { type: "json" };
import competitionsZh from "./messages/zh-CN/competitions.json" with { type: "json" };
import competitionsJudgedZh from "./messages/zh-CN/competitionsJudged.json" with { type: "json" };
import credentialsZh from "./messages/zh-CN/credentials.json" with { type: "json" };
import crowdtestsZh from "./messages/zh-CN/crowdtests.json" with { type: "json" };
import engagementsZh from "./messages/zh-CN/engagements.json" with { type: "json" };
import errorsZh from "./messages/zh-CN/errors.json" with { type: "json" };
import expertsZh from "./messages/zh-CN/experts.json" with { type: "json" };
import guidanceZh from "./messages/zh-CN/guidance.json" with { type: "json" };
import homeZh from "./messages/zh-CN/home.json" with { type: "json" };
import identityZh from "./messages/zh-CN/identity.json" with { type: "json" };
import matchingZh from "./messages/zh-CN/matching.json" with { type: "json" };
import needsZh from "./messages/zh-CN/needs.json" with { type: "json" };
import notificationsZh from "./messages/zh-CN/notifications.json" with { type: "json" };
import standardsZh from "./messages/zh-CN/standards.json" with { type: "json" };
import standardsLifeZh from "./messages/zh-CN/standardsLife.json" with { type: "json" };
import trainingZh from "./messages/zh-CN/training.json" with { type: "json" };

/** Every visible sentence of the platform, by language and module. */
export const messages = {
  "zh-CN": {
    common: commonZh,
    credentials: credentialsZh,
    competitionsJudged: competitionsJudgedZh,
    competitions: competitionsZh,
    crowdtests: crowdtestsZh,
    engagements: engagementsZh,
    errors: errorsZh,
    experts: expertsZh,
    guidance: guidanceZh,
    home: homeZh,
    identity: identityZh,
    matching: matchingZh,
    needs: needsZh,
    notifications: notificationsZh,
    standards: standardsZh,
    training: trainingZh,
    standardsLife: standardsLifeZh,
  },
  en: {
    common: commonEn,
    credentials: credentialsEn,
    competitionsJudged: competitionsJudgedEn,
    competitions: competitionsEn,
    crowdtests: crowdtestsEn,
    engagements: engagementsEn,
    errors: errorsEn,
    experts: expertsEn,
    guidance: guidanceEn,
    home: homeEn,
    identity: identityEn,
    matching: matchingEn,
    needs: needsEn,
    notifications: notificationsEn,
    standards: standardsEn,
    training: trainingEn,
    standardsLife: standardsLifeEn,
  },
};
