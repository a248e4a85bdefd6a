/** The package carries no types. */
declare module "bibtex-parse" {
  export function entries(text: string): Record<string, unknown>[];
}
