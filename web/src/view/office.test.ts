import { expect, it } from "vitest";
import { dictionaries } from "../i18n";
import { loginProblem, officeProblem } from "./office";

const t = dictionaries.vi;
const problem = (status: number, code: string, detail = "") => ({ status, code, title: "", detail });

it.each([
  [problem(0, "unreachable"), t.office.unreachable],
  [problem(0, "bad_answer", "$.accounts"), t.office.refused("bad_answer")],
  [problem(409, "name_taken", "Tên đã có."), "Tên đã có."],
  [problem(502, "http_502"), t.office.refused("http_502")],
])("%o is said in words", (what, words) => {
  expect(officeProblem(what, t)).toBe(words);
});

it.each([
  [problem(401, "login_failed", "D"), t.login.wrong],
  [problem(429, "too_many", "D"), t.login.tooMany],
  [problem(0, "unreachable"), t.office.unreachable],
])("%o keeps out, and says why", (what, words) => {
  expect(loginProblem(what, t)).toBe(words);
});
