/** The JSON that the server's tests read too; for tests only. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const kFolder = join(dirname(fileURLToPath(import.meta.url)), "../../../tests/fixtures/protocol/");

export function fixture(name: string): string {
  return readFileSync(`${kFolder}${name}.json`, "utf8");
}

export function fixtures(prefix: string): string[] {
  return readdirSync(kFolder)
    .filter((file) => file.startsWith(prefix) && file.endsWith(".json"))
    .map((file) => file.slice(0, -5));
}
