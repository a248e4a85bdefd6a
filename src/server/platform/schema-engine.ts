import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * Prisma's schema engine as WebAssembly from npm: the native one is fetched from a host that may be out of reach.
 * Its package expects a bundler to load the module, so it is instantiated here by hand.
 */
type Engine = typeof import("@prisma/schema-engine-wasm");
type SchemaEngine = Awaited<ReturnType<Engine["SchemaEngine"]["new"]>>;
type EngineInternals = Engine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** Lends the engine to `use`, with connections of its own that are closed afterwards. */
export async function withSchemaEngine<T>(
  connectionString: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const require = createRequire(join(process.cwd(), "package.json"));
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const engine = (await import("@prisma/schema-engine-wasm/schema_engine_bg" as string)) as EngineInternals;
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const pool = new pg.Pool({ connectionString, max: 2 });
  const lent = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool)),
  );
  try {
    return await use(lent);
  } finally {
    lent.free();
    await pool.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, which breaks functions and comments; PostgreSQL's simple protocol takes
 * a whole script, and runs it as one transaction.
 */
class WholeScripts extends PrismaPg {
  override async connect(): Promise<Awaited<ReturnType<PrismaPg["connect"]>>> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

/** The `.prisma` files as the engine takes them. */
export function schemaFiles(root = "prisma/schema") {
  return readdirSync(root)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: join(root, name), content: readFileSync(join(root, name), "utf8") }));
}

export const noFilter = { externalTables: [], externalEnums: [] };
