/** Where the focus goes by a key in a row of things of which one can be tabbed to; null for a key that is none of ours. */
export function rove(key: string, at: number, count: number, way: "across" | "down", page = count): number | null {
  if (count === 0) return null;
  const [back, on] = way === "across" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  switch (key) {
    case back:
      return Math.max(0, at - 1);
    case on:
      return Math.min(count - 1, at + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageUp":
      return Math.max(0, at - page);
    case "PageDown":
      return Math.min(count - 1, at + page);
    default:
      return null;
  }
}
