import { mount } from "svelte";
import { parseLink } from "./protocol/link";
import { parseOffice } from "./protocol/office";
import App from "./ui/App.svelte";
import "./ui/fonts";
import "./ui/tokens.css";
import "./ui/base.css";

const office = parseOffice(location.pathname);
const target = document.getElementById("app");
if (target) mount(App, { target, props: { link: parseLink(location.pathname, location.hash), office } });

// Another link pasted into the same tab is another session: begin anew.
if (!office) window.addEventListener("hashchange", () => location.reload());
