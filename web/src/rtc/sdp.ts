/** The few things a page reads or writes in SDP; everything else is the browser's business. */

/** An `application/trickle-ice-sdpfrag` body (RFC 8840 section 9) with the offer's credentials and no candidates. */
export function iceFragment(offer: string): string | null {
  const ufrag = attribute(offer, "ice-ufrag");
  const pwd = attribute(offer, "ice-pwd");
  const mid = attribute(offer, "mid");
  const media = /^m=(audio|video) .*$/m.exec(offer)?.[0];
  if (!ufrag || !pwd || mid === null || !media) return null;
  return lines([`a=ice-ufrag:${ufrag}`, `a=ice-pwd:${pwd}`, media.trim(), `a=mid:${mid}`, "a=end-of-candidates"]);
}

/** The answer as it stands after an ICE restart: the old description with the fragment's credentials and candidates. */
export function withRestart(answer: string, fragment: string): string | null {
  const ufrag = attribute(fragment, "ice-ufrag");
  const pwd = attribute(fragment, "ice-pwd");
  if (!ufrag || !pwd) return null;
  const candidates = split(fragment).filter((line) => line.startsWith("a=candidate:"));
  const result: string[] = [];
  for (const line of split(answer)) {
    if (line.startsWith("a=ice-ufrag:")) result.push(`a=ice-ufrag:${ufrag}`);
    else if (line.startsWith("a=ice-pwd:")) result.push(`a=ice-pwd:${pwd}`, ...candidates);
    else if (candidates.length > 0 && line.startsWith("a=candidate:")) continue;
    else result.push(line);
  }
  return lines(result);
}

/** Asks our own encoder for Opus silence suppression and in-band FEC (RFC 7587 section 6.1: the receiver's wish). */
export function withOpusOptions(answer: string): string {
  const payload = /^a=rtpmap:(\d+) opus\/48000/im.exec(answer)?.[1];
  if (payload === undefined) return answer;
  const wishes = ["useinbandfec=1", "usedtx=1"];
  const prefix = `a=fmtp:${payload} `;
  let found = false;
  const result = split(answer).map((line) => {
    if (!line.startsWith(prefix)) return line;
    found = true;
    const kept = line
      .slice(prefix.length)
      .split(";")
      .map((part) => part.trim())
      .filter((part) => part !== "" && !/^(useinbandfec|usedtx)=/.test(part));
    return prefix + [...kept, ...wishes].join(";");
  });
  if (!found) {
    const at = result.findIndex((line) => line.startsWith(`a=rtpmap:${payload} `));
    result.splice(at + 1, 0, prefix + wishes.join(";"));
  }
  return lines(result);
}

function attribute(sdp: string, name: string): string | null {
  const line = split(sdp).find((each) => each.startsWith(`a=${name}:`));
  return line === undefined ? null : line.slice(name.length + 3).trim();
}

function split(sdp: string): string[] {
  return sdp.split(/\r?\n/).filter((line) => line !== "");
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\r\n`).join("");
}
