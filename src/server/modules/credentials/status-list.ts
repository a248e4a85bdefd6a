import { gzipSync } from "node:zlib";
import { statusBits, statusListDocument, statusListLength } from "@/domain/credentials/open-badge";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, db } from "@/server/platform/db";
import { publicUrl } from "@/server/platform/env";
import { issuer, signingKey } from "./keys";
import { type Document, signDocument } from "./proofs";
import { highestStatusIndex, revokedIndexes } from "./repo";

/**
 * The signed Bitstring Status List of one number, made anew for each reader so that a revocation counts at once.
 * @throws AppError NOT_FOUND for a list in which no credential has a place yet
 */
export async function signedStatusList(list: number): Promise<Document> {
  return db().$transaction(async (tx) => {
    if (list > Math.floor((await highestStatusIndex(tx)) / statusListLength)) throw new AppError("NOT_FOUND");
    const revoked = await revokedIndexes(tx, list * statusListLength, (list + 1) * statusListLength);
    // Multibase base64url without padding (Bitstring Status List 1.0, 3.3).
    const encoded = `u${gzipSync(statusBits(revoked)).toString("base64url")}`;
    const now = await databaseNow(tx);
    return signDocument(statusListDocument(list, encoded, issuer(), publicUrl(), now), await signingKey(tx), now);
  });
}
