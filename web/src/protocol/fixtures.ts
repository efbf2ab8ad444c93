/** The JSON that the server's tests read too; for tests only. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const kFolder = fileURLToPath(new URL("../../../tests/fixtures/protocol/", import.meta.url));

export function fixture(name: string): string {
  return readFileSync(`${kFolder}${name}.json`, "utf8");
}

export function fixtures(prefix: string): string[] {
  return readdirSync(kFolder)
    .filter((file) => file.startsWith(prefix) && file.endsWith(".json"))
    .map((file) => file.slice(0, -5));
}
