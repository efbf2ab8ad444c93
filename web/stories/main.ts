import { mount, unmount } from "svelte";
import Stories from "./Stories.svelte";
import { endStreams } from "./streams";
import "../src/ui/fonts";
import "../src/ui/tokens.css";
import "../src/ui/base.css";

const target = document.getElementById("app");
const query = new URLSearchParams(location.search);

function show(name: string) {
  return target && mount(Stories, { target, props: { name, query } });
}

let shown = show(query.get("story") ?? "");

/** For the tests: one story after another without loading the page anew. */
async function showNext(name: string) {
  if (shown) await unmount(shown);
  endStreams();
  shown = show(name);
}

Object.assign(globalThis, { showStory: showNext });
