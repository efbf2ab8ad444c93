import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

// Imports run one way: a layer sees itself and those before it, and nothing after it.
const layers = ["base", "protocol", "i18n", "net", "rtc", "session", "view", "ui"];

// protocol and session also run where there is no page; rtc alone touches the WebRTC globals.
const mediaGlobals = [
  "RTCPeerConnection",
  "RTCRtpSender",
  "RTCRtpReceiver",
  "MediaStream",
  "AudioContext",
  "AudioWorkletNode",
];
const pageGlobals = ["window", "document", "navigator", "location", "localStorage", "fetch", "WebSocket"];

function forbidden(names, why) {
  return ["error", ...names.map((name) => ({ name, message: why }))];
}

function layerRule(layer, index) {
  const later = layers.slice(index + 1);
  const media = layer === "rtc" ? [] : mediaGlobals;
  const page = ["base", "protocol", "i18n", "session", "view"].includes(layer) ? pageGlobals : [];
  return {
    files: [`src/${layer}/**/*.{ts,svelte}`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: later.map((name) => ({ group: [`**/${name}/**`], message: `${layer} may not import ${name}` })) },
      ],
      "no-restricted-globals": forbidden([...media, ...page], `${layer} may not touch this`),
    },
  };
}

export default ts.config(
  { ignores: ["dist/", "node_modules/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "max-lines": ["error", 600],
      "no-undef": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  { files: ["*.js", "*.ts"], languageOptions: { globals: { ...globals.node } } },
  ...layers.map(layerRule),
);
