import { describe, expect, it } from "vitest";
import { iceFragment, withOpusOptions, withRestart } from "./sdp";

const kOffer = [
  "v=0",
  "o=- 1 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0 1",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=ice-ufrag:newU",
  "a=ice-pwd:newPassword0123456789ab",
  "a=mid:0",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=ice-ufrag:newU",
  "a=ice-pwd:newPassword0123456789ab",
  "a=mid:1",
  "",
].join("\r\n");

describe("an ICE restart", () => {
  it("sends the first section's credentials", () => {
    expect(iceFragment(kOffer)?.split("\r\n")).toEqual([
      "a=ice-ufrag:newU",
      "a=ice-pwd:newPassword0123456789ab",
      "m=audio 9 UDP/TLS/RTP/SAVPF 111",
      "a=mid:0",
      "a=end-of-candidates",
      "",
    ]);
  });

  it.each([
    ["no credentials", kOffer.replaceAll(/a=ice-.*\r\n/g, "")],
    ["no section", "v=0\r\n"],
    ["nothing", ""],
  ])("gives up on an offer with %s", (_name, offer) => {
    expect(iceFragment(offer)).toBeNull();
  });

  it("puts new credentials and candidates into every section of the answer", () => {
    const answer =
      "m=audio 9 X 111\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=candidate:1 old\r\nm=video 9 X 96\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\n";
    const fragment = "a=ice-ufrag:c\r\na=ice-pwd:d\r\na=candidate:1 new\r\n";
    expect(withRestart(answer, fragment)).toBe(
      "m=audio 9 X 111\r\na=ice-ufrag:c\r\na=ice-pwd:d\r\na=candidate:1 new\r\n" +
        "m=video 9 X 96\r\na=ice-ufrag:c\r\na=ice-pwd:d\r\na=candidate:1 new\r\n",
    );
  });

  it("keeps the old candidates when the fragment names none", () => {
    const answer = "m=audio 9 X 111\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\na=candidate:1 old\r\n";
    expect(withRestart(answer, "a=ice-ufrag:c\r\na=ice-pwd:d\r\n")).toContain("a=candidate:1 old");
  });

  it("gives up on a fragment without credentials", () => {
    expect(withRestart("m=audio 9 X 111\r\n", "a=candidate:1 new\r\n")).toBeNull();
  });
});

describe("Opus options", () => {
  it.each([
    [
      "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=0\r\n",
      "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1",
    ],
    ["a=rtpmap:109 opus/48000/2\r\n", "a=fmtp:109 useinbandfec=1;usedtx=1"],
  ])("are added to %j", (answer, expected) => {
    expect(withOpusOptions(answer)).toContain(`${expected}\r\n`);
  });

  it("leave an answer without Opus alone", () => {
    const answer = "m=video 9 X 96\r\na=rtpmap:96 VP8/90000\r\n";
    expect(withOpusOptions(answer)).toBe(answer);
  });
});
