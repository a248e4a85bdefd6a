import tseslint from "typescript-eslint";

/** Biome lints; typescript-eslint adds only what needs types: promises and exhaustive switches. */
export default tseslint.config(
  { ignores: [".next/**", ".build/**", "node_modules/**", "src/server/platform/prisma/**"] },
  {
    files: ["src/**/*.{ts,tsx}", "tests/**/*.ts", "scripts/**/*.ts", "prisma/**/*.ts"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { "@typescript-eslint": tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unnecessary-condition": "off",
      "no-restricted-properties": [
        "error",
        { property: "$queryRawUnsafe", message: "Raw SQL is a tagged template, so that every value is a parameter." },
        { property: "$executeRawUnsafe", message: "Raw SQL is a tagged template, so that every value is a parameter." },
      ],
    },
  },
);
