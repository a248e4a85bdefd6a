import { z } from "zod";
import * as schema from "@/domain/credentials/schema";
import { door, router } from "@/server/api/trpc";
import * as credentials from "@/server/modules/credentials/service";
import * as issuers from "@/server/modules/credentials/service-issuers";
import * as verify from "@/server/modules/credentials/service-verify";

const done = z.strictObject({ done: z.literal(true) });

export const credentialsRouter = router({
  get: door("mayReadCredential", schema.idInput, schema.credentialView, {
    method: "GET",
    path: "/credentials/{id}",
  }).query(({ ctx, input }) => credentials.readCredential(ctx, input.id)),
  mine: door("mayReadOwnCredentials", schema.nothing, z.array(schema.credentialCard), {
    method: "GET",
    path: "/credentials",
  }).query(({ ctx }) => credentials.readOwnCredentials(ctx)),
  verify: door("mayVerifyCredential", schema.verifyInput, schema.verdictView).mutation(({ ctx, input }) =>
    verify.verifyCredential(ctx, input),
  ),
  revoke: door("mayKeepCredentials", schema.revokeInput, done).mutation(({ ctx, input }) =>
    credentials.revokeCredential(ctx, input),
  ),
  issuers: door("mayKeepCredentials", schema.nothing, z.array(schema.issuerView)).query(({ ctx }) =>
    issuers.readIssuers(ctx),
  ),
  addIssuer: door("mayKeepCredentials", schema.issuerInput, done).mutation(({ ctx, input }) =>
    issuers.addIssuer(ctx, input),
  ),
  dropIssuer: door("mayKeepCredentials", schema.issuerRemoval, done).mutation(({ ctx, input }) =>
    issuers.dropIssuer(ctx, input.id),
  ),
});
