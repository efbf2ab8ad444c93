import { onMount } from "svelte";

/** The present time, epoch ms, renewed every second; call while a component is being set up. */
export function ticking(): { readonly now: number } {
  let now = $state(Date.now());
  onMount(() => {
    const timer = setInterval(() => (now = Date.now()), 1000);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}
