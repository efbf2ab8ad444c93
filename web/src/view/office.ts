import type { Dictionary } from "../i18n";
import type { Problem } from "../protocol/model";

/** What a call of the office came to, in words. The server's own come in the language that was asked for. */
export function officeProblem({ status, code, detail }: Problem, t: Dictionary): string {
  if (code === "unreachable") return t.office.unreachable;
  return status > 0 && detail !== "" ? detail : t.office.refused(code);
}

export function loginProblem(problem: Problem, t: Dictionary): string {
  if (problem.status === 401) return t.login.wrong;
  return problem.status === 429 ? t.login.tooMany : officeProblem(problem, t);
}
