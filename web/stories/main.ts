import { mount } from "svelte";
import Stories from "./Stories.svelte";
import "../src/ui/fonts";
import "../src/ui/tokens.css";
import "../src/ui/base.css";

const target = document.getElementById("app");
const query = new URLSearchParams(location.search);
if (target) mount(Stories, { target, props: { name: query.get("story") ?? "", query } });
