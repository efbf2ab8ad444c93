// Offers as real peers make them, shortened where lines repeat. For tests.
#pragma once

#include <string>
#include <string_view>

namespace diemcau::engine::testing {

inline constexpr std::string_view kFingerprint =
    "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99";

inline std::string transport_lines(std::string_view setup = "actpass") {
  return "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\na=ice-options:trickle\r\na=fingerprint:sha-256 " +
         std::string{kFingerprint} + "\r\na=setup:" + std::string{setup} + "\r\n";
}

// Chromium: audio, and a camera with three layers by rid.
inline std::string chromium_publisher() {
  return "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
         "a=extmap-allow-mixed\r\na=msid-semantic: WMS s0\r\n"
         "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n" +
         transport_lines() +
         "a=mid:0\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
         "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
         "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
         "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=sendonly\r\na=msid:s0 "
         "a0\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
         "a=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
         "a=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
         "a=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
         "a=rtpmap:126 telephone-event/8000\r\na=ssrc:2231627014 cname:4TOk42mSjXCkVIa6\r\n"
         "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 105 106 107 98 99 100 101 45 46\r\nc=IN IP4 0.0.0.0\r\n" +
         transport_lines() +
         "a=mid:1\r\na=extmap:14 urn:ietf:params:rtp-hdrext:toffset\r\n"
         "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\na=extmap:13 "
         "urn:3gpp:video-orientation\r\n"
         "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
         "a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay\r\n"
         "a=extmap:6 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type\r\n"
         "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=extmap:10 "
         "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
         "a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\na=sendonly\r\na=msid:s0 v0\r\n"
         "a=rtcp-mux\r\na=rtcp-rsize\r\n"
         "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 goog-remb\r\na=rtcp-fb:96 transport-cc\r\na=rtcp-fb:96 ccm fir\r\n"
         "a=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
         "a=rtpmap:102 H264/90000\r\na=rtcp-fb:102 nack\r\na=rtcp-fb:102 nack pli\r\n"
         "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f\r\n"
         "a=rtpmap:103 rtx/90000\r\na=fmtp:103 apt=102\r\n"
         "a=rtpmap:104 H264/90000\r\na=rtcp-fb:104 nack\r\n"
         "a=fmtp:104 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f\r\n"
         "a=rtpmap:105 rtx/90000\r\na=fmtp:105 apt=104\r\n"
         "a=rtpmap:106 H264/90000\r\na=rtcp-fb:106 nack\r\na=rtcp-fb:106 nack pli\r\n"
         "a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\n"
         "a=rtpmap:107 rtx/90000\r\na=fmtp:107 apt=106\r\n"
         "a=rtpmap:98 VP9/90000\r\na=rtcp-fb:98 nack\r\na=fmtp:98 profile-id=0\r\na=rtpmap:99 rtx/90000\r\n"
         "a=fmtp:99 apt=98\r\na=rtpmap:100 VP9/90000\r\na=fmtp:100 profile-id=2\r\na=rtpmap:101 rtx/90000\r\n"
         "a=fmtp:101 apt=100\r\na=rtpmap:45 AV1/90000\r\na=rtpmap:46 rtx/90000\r\na=fmtp:46 apt=45\r\n"
         "a=rid:q send\r\na=rid:h send\r\na=rid:f send\r\na=simulcast:send q;h;f\r\n";
}

// Firefox: session-level fingerprint, no audio RED, no H.264; SSRC lines beside the rids.
inline std::string firefox_publisher() {
  return "v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 7138131403063034345 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 "
         "0\r\na=sendrecv\r\n"
         "a=fingerprint:sha-256 " +
         std::string{kFingerprint} +
         "\r\na=group:BUNDLE 0 1\r\na=ice-options:trickle\r\na=msid-semantic:WMS *\r\n"
         "m=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101\r\nc=IN IP4 0.0.0.0\r\na=sendonly\r\n"
         "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
         "a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level\r\na=extmap:3 "
         "urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
         "a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1\r\na=fmtp:101 0-15\r\n"
         "a=ice-pwd:b5f0ce6c6e4ac9cb2ff2a6f16ea5e2c4\r\na=ice-ufrag:f81c3dae\r\na=mid:0\r\na=msid:{s} "
         "{a}\r\na=rtcp-mux\r\n"
         "a=rtpmap:109 opus/48000/2\r\na=rtpmap:9 G722/8000/1\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
         "a=rtpmap:101 telephone-event/8000/1\r\na=setup:actpass\r\na=ssrc:3417893571 cname:{c}\r\n"
         "m=video 9 UDP/TLS/RTP/SAVPF 120 124 121 125 123 122 119\r\nc=IN IP4 0.0.0.0\r\na=sendonly\r\n"
         "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
         "a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
         "a=extmap:5 urn:ietf:params:rtp-hdrext:toffset\r\n"
         "a=extmap:6/recvonly http://www.webrtc.org/experiments/rtp-hdrext/playout-delay\r\n"
         "a=extmap:7 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
         "a=extmap:8 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\na=fmtp:124 apt=120\r\n"
         "a=fmtp:120 max-fs=12288;max-fr=60\r\na=fmtp:121 max-fs=12288;max-fr=60\r\na=fmtp:125 apt=121\r\n"
         "a=ice-pwd:b5f0ce6c6e4ac9cb2ff2a6f16ea5e2c4\r\na=ice-ufrag:f81c3dae\r\na=mid:1\r\na=msid:{s} {v}\r\n"
         "a=rid:q send\r\na=rid:f send\r\na=rtcp-fb:120 nack\r\na=rtcp-fb:120 nack pli\r\na=rtcp-fb:120 ccm fir\r\n"
         "a=rtcp-fb:120 goog-remb\r\na=rtcp-fb:120 transport-cc\r\na=rtcp-fb:121 nack\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
         "a=rtpmap:120 VP8/90000\r\na=rtpmap:124 rtx/90000\r\na=rtpmap:121 VP9/90000\r\na=rtpmap:125 rtx/90000\r\n"
         "a=rtpmap:123 ulpfec/90000\r\na=rtpmap:122 red/90000\r\na=rtpmap:119 rtx/90000\r\na=fmtp:119 apt=122\r\n"
         "a=setup:actpass\r\na=simulcast:send q;f\r\na=ssrc:871297132 cname:{c}\r\na=ssrc:1571289152 cname:{c}\r\n"
         "a=ssrc-group:FID 871297132 1571289152\r\n";
}

// OBS by WHIP: H.264 and Opus, one layer, SSRCs announced; it will be the DTLS client or the server, as we like.
inline std::string obs_publisher(std::string_view setup = "actpass") {
  return "v=0\r\no=rtc 1651235896 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\na=msid-semantic:WMS "
         "*\r\n" +
         transport_lines(setup) +
         "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendonly\r\na=ssrc:27 cname:obs\r\n"
         "a=ssrc:27 msid:obs obs-audio\r\na=msid:obs obs-audio\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n"
         "a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1\r\n"
         "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=sendonly\r\na=ssrc:28 cname:obs\r\n"
         "a=ssrc:29 cname:obs\r\na=ssrc-group:FID 28 29\r\na=rtcp-mux\r\na=rtpmap:96 H264/90000\r\na=rtcp-fb:96 "
         "nack\r\n"
         "a=rtcp-fb:96 nack pli\r\na=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1\r\n"
         "a=rtpmap:97 RTX/90000\r\na=fmtp:97 apt=96\r\n";
}

// A recvonly section as Chromium offers it, without ICE and DTLS when it is not the first.
inline std::string receiving_section(std::string_view kind, std::string_view mid, bool first) {
  std::string text =
      kind == "audio" ? "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n" : "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98\r\n";
  text.append("c=IN IP4 0.0.0.0\r\n").append(first ? transport_lines() : "").append("a=mid:").append(mid);
  text.append("\r\na=recvonly\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n");
  if (kind == "audio") {
    return text +
           "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\na=rtpmap:63 red/48000/2\r\n"
           "a=fmtp:63 111/111\r\n";
  }
  return text +
         "a=extmap:13 urn:3gpp:video-orientation\r\na=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
         "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 ccm fir\r\n"
         "a=rtcp-fb:96 transport-cc\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na=rtpmap:98 VP9/90000\r\n"
         "a=rtcp-fb:98 nack\r\n";
}

// `kinds`: one letter per section, 'a' or 'v'; mids count from 0.
inline std::string receiver(std::string_view kinds) {
  std::string group = "a=group:BUNDLE";
  std::string sections;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::string mid = std::to_string(i);
    group.append(" ").append(mid);
    sections += receiving_section(kinds[i] == 'a' ? "audio" : "video", mid, i == 0);
  }
  return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + group + "\r\n" + sections;
}

}  // namespace diemcau::engine::testing
