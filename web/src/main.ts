import { mount } from "svelte";
import { parseLink } from "./protocol/link";
import App from "./ui/App.svelte";
import "./ui/fonts";
import "./ui/tokens.css";
import "./ui/base.css";

const target = document.getElementById("app");
if (target) mount(App, { target, props: { link: parseLink(location.pathname, location.hash) } });

// Another link pasted into the same tab is another session: begin anew.
window.addEventListener("hashchange", () => location.reload());
