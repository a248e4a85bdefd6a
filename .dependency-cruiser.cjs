/** Who may import whom; ARCHITECTURE.md says it in words. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "^src/app/|\\.d\\.ts$" }, to: {} },
    {
      name: "domain-is-pure",
      severity: "error",
      comment:
        "Rules know nothing of the outside: only other rules, zod, and the arithmetic of CVSS and of differences.",
      from: { path: "^src/domain/" },
      to: { pathNot: "^src/domain/|node_modules/(zod|ae-cvss-calculator|diff)/" },
    },
    {
      name: "domains-meet-in-shared",
      severity: "error",
      comment: "taxonomy is data that every domain may read.",
      from: { path: "^src/domain/([^/]+)/" },
      to: { path: "^src/domain/", pathNot: "^src/domain/(shared|taxonomy|$1)/" },
    },
    {
      name: "pages-through-the-api",
      severity: "error",
      comment: "Reads and writes from pages use the caller, so every path is guarded.",
      from: { path: "^src/app/" },
      to: { path: "^src/server/", pathNot: "^src/server/(api|auth)/" },
    },
    {
      name: "browser-code-sees-types-only",
      severity: "error",
      from: { path: "^src/(features|ui|i18n)/" },
      to: { path: "^src/server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "features-are-strangers",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/(shared|$1)/" },
    },
    {
      name: "ui-is-the-floor",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(features|app|domain|server)/" },
    },
    {
      name: "routers-stay-thin",
      severity: "error",
      from: { path: "^src/server/api/routers/" },
      to: { path: "^src/", pathNot: "^src/(domain/|server/api/trpc\\.ts|server/modules/[^/]+/service[^/]*\\.ts)" },
    },
    {
      name: "modules-meet-at-the-service",
      severity: "error",
      from: { path: "^src/server/modules/([^/]+)/" },
      to: { path: "^src/server/modules/", pathNot: "^src/server/modules/($1/|[^/]+/service[^/]*\\.ts)" },
    },
    {
      name: "platform-knows-no-module",
      severity: "error",
      from: { path: "^src/server/platform/" },
      to: { path: "^src/server/(modules|api)/" },
    },
    {
      name: "database-types-stay-home",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/server/(platform/|modules/[^/]+/(repo|access)[^/]*\\.ts)" },
      to: { path: "^src/server/platform/prisma/" },
    },
    { name: "no-barrels", severity: "error", from: {}, to: { path: "^src/.*/index\\.tsx?$" } },
    { name: "source-never-imports-tests", severity: "error", from: { path: "^src/" }, to: { path: "^tests/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules|src/server/platform/prisma" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
