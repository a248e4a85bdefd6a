import { z } from "zod";

/** What one search box finds, over all modules. */

export const searchInput = z.strictObject({ query: z.string().trim().max(200) });

export const searchKinds = ["need", "guidance", "standard", "competition", "organisation", "person"] as const;

/** One thing found: `path` follows the language in the address; `language` is the one its words were written in. */
export const searchHit = z.strictObject({
  kind: z.enum(searchKinds),
  id: z.string(),
  title: z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() }),
  language: z.string().nullable(),
  detail: z.string(),
  path: z.string(),
});
export type SearchHit = z.output<typeof searchHit>;

export const hitsPerKind = 10;
