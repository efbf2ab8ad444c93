/** What the pages of the stories have asked for, in order; the tests over the stories read it. */
export const acts: object[] = [];

export function record(act: object): void {
  acts.push(act);
  console.info(JSON.stringify(act));
}
