import { mayReadCapability } from "@/domain/experts/policy";
import type { NiceRow } from "@/domain/taxonomy/nice-import";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { replaceFramework } from "./repo";

/** For `npm run import:nice`: replaces the framework's elements in one transaction. Public reference data, no policy narrows it. */
export function importFramework(framework: "nice", document: string, rows: readonly NiceRow[]): Promise<number> {
  return act(systemCtx("import"), async ({ tx, permit, record }) => {
    permit(mayReadCapability());
    await replaceFramework(
      tx,
      framework,
      rows.map(({ elementId, type, title, text, parentIds }) => ({
        id: elementId,
        type,
        title,
        text,
        parentIds: [...parentIds],
      })),
    );
    await record({
      act: "framework.imported",
      entity: "framework",
      entityId: framework,
      facts: { document, elements: rows.length },
    });
    return rows.length;
  });
}
