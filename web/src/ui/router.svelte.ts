import { onMount } from "svelte";
import { officeAddress, parseOffice, type OfficePage } from "../protocol/office";

/** Which page of the office is shown; the browser's Back and Forward work, and nothing is loaded anew. */
export class Router {
  page = $state.raw<OfficePage>({ page: "office" });

  /** Call while a component is being set up. */
  constructor(first: OfficePage) {
    this.page = first;
    onMount(() => {
      const moved = () => (this.page = parseOffice(location.pathname) ?? { page: "office" });
      addEventListener("popstate", moved);
      return () => removeEventListener("popstate", moved);
    });
  }

  go(to: OfficePage): void {
    history.pushState(null, "", officeAddress(to));
    this.page = to;
    scrollTo(0, 0);
  }

  /** For a click on a link of the office; one that opens another tab or window stays the browser's. */
  follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target !== "" || link.origin !== location.origin || link.hasAttribute("download")) return;
    const to = parseOffice(link.pathname);
    if (!to) return;
    event.preventDefault();
    this.go(to);
  }
}
