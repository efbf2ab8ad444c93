import { expect, it, vi } from "vitest";
import { shortcuts, type KeyPress } from "./keys";

/** Something that has the focus: `matches` are the selectors' first words that it answers to. */
function focused(...matches: string[]): EventTarget {
  const closest = (selector: string) =>
    selector.split(/,\s*(?![^(]*\))/).some((each) => matches.includes(each)) ? {} : null;
  return Object.assign(new EventTarget(), { closest });
}

const kInput = "input:not([type=checkbox], [type=radio], [type=button], [type=range])";

function press(change: Partial<KeyPress>, on = true) {
  const run = vi.fn();
  const preventDefault = vi.fn();
  const plain: KeyPress = {
    key: "m",
    isComposing: false,
    keyCode: 0,
    repeat: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    defaultPrevented: false,
    target: focused("div"),
    preventDefault,
  };
  shortcuts(() => on, { m: run, Enter: run })({ ...plain, ...change });
  expect(preventDefault).toHaveBeenCalledTimes(run.mock.calls.length);
  return run.mock.calls.length;
}

it.each<[string, Partial<KeyPress>, number]>([
  ["its key", {}, 1],
  ["its key in capitals", { key: "M" }, 1],
  ["nothing in particular", { target: null }, 1],
  ["another key", { key: "n" }, 0],
  ["a name that every object has", { key: "toString" }, 0],
  ["a word that is being composed", { isComposing: true }, 0],
  ["the key that ends a word", { keyCode: 229 }, 0],
  ["a key that is held", { repeat: true }, 0],
  ["Ctrl", { ctrlKey: true }, 0],
  ["Alt", { altKey: true }, 0],
  ["Meta", { metaKey: true }, 0],
  ["what another took", { defaultPrevented: true }, 0],
  ["a text field", { target: focused(kInput) }, 0],
  ["a text area", { target: focused("textarea") }, 0],
  ["a choice", { target: focused("select") }, 0],
  ["an editor", { target: focused("[contenteditable]") }, 0],
  ["a dialog", { target: focused("dialog") }, 0],
  ["a button", { target: focused("button") }, 1],
  ["Enter", { key: "Enter" }, 1],
  ["Enter on a button", { key: "Enter", target: focused("button") }, 0],
])("%s", (_name, change, times) => {
  expect(press(change)).toBe(times);
});

it("does nothing while it is switched off", () => {
  expect(press({}, false)).toBe(0);
});
