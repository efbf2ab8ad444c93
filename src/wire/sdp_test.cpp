#include "wire/sdp.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/extensions.hpp"
#include "wire/trickle.hpp"

namespace diemcau::wire {
namespace {

// Shaped like Chromium's offer of a microphone and a simulcast camera.
constexpr std::string_view kChromiumOffer =
    R"(v=0
o=- 4962303333179871722 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic: WMS stream-a
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:Zq1t
a=ice-pwd:6ZWjY3tJ2cHkNmVbX1sD9fGh
a=ice-options:trickle
a=fingerprint:sha-256 0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9:0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendonly
a=msid:stream-a track-a
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:13 CN/8000
a=rtpmap:110 telephone-event/48000
a=ssrc:1001 cname:lw0vXkM+q8
a=ssrc:1001 msid:stream-a track-a
m=video 9 UDP/TLS/RTP/SAVPF 96 97 103 104
c=IN IP4 0.0.0.0
b=AS:2500
a=ice-ufrag:Zq1t
a=ice-pwd:6ZWjY3tJ2cHkNmVbX1sD9fGh
a=ice-options:trickle
a=fingerprint:sha-256 0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9:0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9
a=setup:actpass
a=mid:1
a=extmap:13 urn:3gpp:video-orientation
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
a=sendonly
a=msid:stream-a track-v
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 goog-remb
a=rtcp-fb:96 transport-cc
a=rtcp-fb:96 ccm fir
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:103 H264/90000
a=rtcp-fb:103 nack pli
a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
a=rtpmap:104 rtx/90000
a=fmtp:104 apt=103
a=rid:q send
a=rid:h send
a=rid:f send
a=simulcast:send q;h;f
)";

// Shaped like Firefox's: fingerprint, group and options for the whole session, "rtcp-fb", candidates within.
constexpr std::string_view kFirefoxOffer =
    "v=0\r\n"
    "o=mozilla...THIS_IS_SDPARTA-99.0 7012459857392015822 0 IN IP4 0.0.0.0\r\n"
    "s=-\r\n"
    "t=0 0\r\n"
    "a=sendrecv\r\n"
    "a=fingerprint:sha-256 "
    "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9:0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9\r\n"
    "a=group:BUNDLE 0 1\r\n"
    "a=ice-options:trickle\r\n"
    "a=msid-semantic:WMS *\r\n"
    "m=video 51234 UDP/TLS/RTP/SAVPF 120 124\r\n"
    "c=IN IP4 192.0.2.33\r\n"
    "a=candidate:0 1 UDP 2122252543 9ad5fe7f-5ab2-4a3b-8d0c-1f2e3d4c5b6a.local 51234 typ host\r\n"
    "a=candidate:1 1 UDP 1686052863 192.0.2.33 51234 typ srflx raddr 0.0.0.0 rport 0\r\n"
    "a=candidate:2 1 TCP 2105524479 192.0.2.33 9 typ host tcptype active\r\n"
    "a=sendrecv\r\n"
    "a=end-of-candidates\r\n"
    "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
    "a=extmap:5/recvonly http://www.webrtc.org/experiments/rtp-hdrext/playout-delay\r\n"
    "a=fmtp:120 max-fs=12288;max-fr=60\r\n"
    "a=fmtp:124 apt=120\r\n"
    "a=ice-pwd:0123456789abcdef0123456789abcdef\r\n"
    "a=ice-ufrag:a1b2c3d4\r\n"
    "a=mid:0\r\n"
    "a=msid:- {0a1b2c3d-1111-2222-3333-444455556666}\r\n"
    "a=rid:hi send pt=120;max-width=1280\r\n"
    "a=rid:lo send\r\n"
    "a=rtcp-fb:* transport-cc\r\n"
    "a=rtcp-fb:120 nack\r\n"
    "a=rtcp-mux\r\n"
    "a=rtcp-rsize\r\n"
    "a=rtpmap:120 VP8/90000\r\n"
    "a=rtpmap:124 rtx/90000\r\n"
    "a=setup:actpass\r\n"
    "a=simulcast:send hi,~lo recv hi\r\n"
    "a=ssrc:3001 cname:{c0ffee00-0000-0000-0000-000000000000}\r\n"
    "a=ssrc:3002 cname:{c0ffee00-0000-0000-0000-000000000000}\r\n"
    "a=ssrc-group:FID 3001 3002\r\n"
    "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n"
    "c=IN IP4 0.0.0.0\r\n"
    "a=bundle-only\r\n"
    "a=mid:1\r\n"
    "a=sctp-port:5000\r\n";

TEST(Sdp, ReadsChromiumsOffer) {
  const auto offer = parse_sdp(kChromiumOffer);
  ASSERT_TRUE(offer) << offer.error().describe();
  EXPECT_EQ(offer->session_id, 4962303333179871722U);
  EXPECT_TRUE(offer->extmap_allow_mixed);
  ASSERT_NE(offer->bundle(), nullptr);
  EXPECT_EQ(offer->bundle()->mids, (std::vector<std::string>{"0", "1"}));
  ASSERT_EQ(offer->media.size(), 2U);

  const MediaDescription& audio = offer->media[0];
  EXPECT_EQ(audio.kind, SectionKind::audio);
  EXPECT_TRUE(audio.is_rtp());
  EXPECT_EQ(audio.direction, Direction::sendonly);
  EXPECT_EQ(audio.payloads.size(), 7U);
  EXPECT_EQ(audio.payloads[0].known_codec(), Codec::opus);
  EXPECT_EQ(audio.payloads[0].clock_rate_hz, 48'000U);
  EXPECT_EQ(audio.payloads[0].channels, 2);
  EXPECT_EQ(audio.payloads[0].parameter("useinbandfec"), "1");
  EXPECT_FALSE(audio.payloads[0].parameter("stereo"));
  EXPECT_TRUE(audio.payloads[0].has_feedback("transport-cc"));
  EXPECT_EQ(audio.payloads[1].fmtp, "111/111");
  EXPECT_EQ(audio.ice_ufrag, "Zq1t");
  EXPECT_EQ(audio.setup, SetupRole::actpass);
  ASSERT_TRUE(audio.sha256_fingerprint());
  EXPECT_EQ((*audio.sha256_fingerprint())[1], 0x1b);
  ASSERT_EQ(audio.msids.size(), 1U);
  EXPECT_EQ(audio.msids[0].track, "track-a");
  ASSERT_EQ(audio.ssrcs.size(), 1U);
  EXPECT_EQ(audio.ssrcs[0].cname, "lw0vXkM+q8");
  EXPECT_EQ(extension_from_uri(audio.extensions[2].uri), ExtensionKind::mid);

  const MediaDescription& video = offer->media[1];
  EXPECT_EQ(video.bandwidth_bps, 2'500'000U);
  EXPECT_EQ(video.payload(97)->parameter("apt"), "96");
  EXPECT_EQ(video.payload(103)->known_codec(), Codec::h264);
  EXPECT_EQ(video.payload(103)->parameter("packetization-mode"), "1");
  EXPECT_EQ(video.payload(96)->feedback.size(), 5U);
  EXPECT_EQ(video.payload(98), nullptr);
  ASSERT_EQ(video.rids.size(), 3U);
  EXPECT_EQ(video.rids[2].id, "f");
  ASSERT_EQ(video.simulcast.send.size(), 3U);
  EXPECT_EQ(video.simulcast.send[0][0].rid, "q");
  EXPECT_TRUE(video.simulcast.recv.empty());
}

TEST(Sdp, ReadsFirefoxsOffer) {
  const auto offer = parse_sdp(kFirefoxOffer);
  ASSERT_TRUE(offer) << offer.error().describe();
  ASSERT_EQ(offer->media.size(), 2U);
  const MediaDescription& video = offer->media[0];
  EXPECT_TRUE(video.sha256_fingerprint()) << "given for the session";
  EXPECT_EQ(video.ice_options, std::vector<std::string>{"trickle"});
  ASSERT_EQ(video.candidates.size(), 3U);
  EXPECT_FALSE(video.candidates[0].socket_address()) << "hidden behind mDNS";
  EXPECT_EQ(video.candidates[1].socket_address(), SocketAddress::parse("192.0.2.33:51234"));
  EXPECT_EQ(video.candidates[1].type, CandidateType::srflx);
  EXPECT_EQ(video.candidates[1].related, SocketAddress::parse("0.0.0.0:0"));
  EXPECT_EQ(video.candidates[2].tcp_type, "active");
  EXPECT_TRUE(video.end_of_candidates);
  EXPECT_EQ(video.extensions[1].direction, Direction::recvonly);
  EXPECT_EQ(video.rids[0].payload_types, std::vector<std::uint8_t>{120});
  EXPECT_EQ(video.rids[0].restrictions, "max-width=1280");
  ASSERT_EQ(video.simulcast.send.size(), 1U);
  EXPECT_TRUE(video.simulcast.send[0][1].paused);
  EXPECT_EQ(video.simulcast.recv.size(), 1U);
  EXPECT_TRUE(video.payload(124)->has_feedback("transport-cc")) << "given for all";
  EXPECT_EQ(video.ssrc_groups[0].ssrcs, (std::vector<std::uint32_t>{3001, 3002}));
  const MediaDescription& data = offer->media[1];
  EXPECT_EQ(data.kind, SectionKind::application);
  EXPECT_FALSE(data.is_rtp());
  EXPECT_EQ(data.formats, std::vector<std::string>{"webrtc-datachannel"});
  EXPECT_TRUE(data.bundle_only);
  EXPECT_FALSE(data.refused());
}

TEST(Sdp, WritesWhatItReads) {
  for (const std::string_view text : {kChromiumOffer, kFirefoxOffer}) {
    const auto first = parse_sdp(text);
    ASSERT_TRUE(first);
    const std::string written = write_sdp(*first);
    const auto second = parse_sdp(written);
    ASSERT_TRUE(second) << second.error().describe() << "\n" << written;
    EXPECT_EQ(*first, *second) << written;
  }
}

TEST(Sdp, EveryPrefixIsReadOrRefused) {
  for (std::size_t size = 0; size < kFirefoxOffer.size(); ++size) {
    const auto offer = parse_sdp(kFirefoxOffer.substr(0, size));
    if (!offer) {
      EXPECT_FALSE(offer.error().reason.empty());
    } else {
      EXPECT_EQ(parse_sdp(write_sdp(*offer)), *offer) << size;
    }
  }
}

TEST(Sdp, ErrorsNameTheLine) {
  const std::string head = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\nm=video 9 UDP/TLS/RTP/SAVPF 96\n";
  struct Case {
    const char* line;
    const char* part_of_reason;
  };
  for (const auto& [line, part_of_reason] : {
           Case{"nonsense", "expected a letter and '='"},
           Case{"a=rtpmap:96 VP8", "rtpmap does not parse"},
           Case{"a=rtpmap:200 VP8/90000", "payload type"},
           Case{"a=fingerprint:sha-256 AA:BB", "32 bytes"},
           Case{"a=fingerprint:sha-256 AA:G0", "hexadecimal"},
           Case{"a=setup:both", "actpass"},
           Case{"a=ice-ufrag:abc", "4 to 256"},
           Case{"a=ice-pwd:short", "22 to 256"},
           Case{"a=extmap:0 urn:x", "extmap does not parse"},
           Case{"a=extmap:300 urn:x", "extmap does not parse"},
           Case{"a=rid:a both", "rid does not parse"},
           Case{"a=simulcast:send", "simulcast does not parse"},
           Case{"a=simulcast:q;h", "\"send\" or \"recv\""},
           Case{"a=ssrc:x cname:y", "no SSRC"},
           Case{"m=audio nine UDP/TLS/RTP/SAVPF 1", "m= line"},
           Case{"m=audio 9 UDP/TLS/RTP/SAVPF", "no format"},
           Case{"m=audio 9 UDP/TLS/RTP/SAVPF 128", "payload type"},
           Case{"a=mid:", "mid is empty"},
           Case{"a=mid:x\rb", "carriage return"},
       }) {
    const auto offer = parse_sdp(head + line + "\n");
    ASSERT_FALSE(offer) << line;
    EXPECT_EQ(offer.error().line, 6U) << line;
    EXPECT_NE(offer.error().describe().find(part_of_reason), std::string::npos) << offer.error().describe();
  }
  const auto twice = parse_sdp(head + "a=mid:0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\n");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().describe(), "line 8: mid \"0\" is used by two sections");
  EXPECT_FALSE(parse_sdp(""));
  EXPECT_FALSE(parse_sdp("v=1\n"));
  EXPECT_FALSE(parse_sdp("v=0\ns=-\n"));
}

TEST(Sdp, SizesAreBounded) {
  const std::string head = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\n";
  const auto with = [&head](std::string_view line, std::size_t times) {
    std::string text = head;
    for (std::size_t i = 0; i < times; ++i) {
      text += line;
    }
    return parse_sdp(text);
  };
  EXPECT_TRUE(with("m=audio 9 RTP/AVP 0\n", kMaxSdpSections));
  EXPECT_FALSE(with("m=audio 9 RTP/AVP 0\n", kMaxSdpSections + 1));
  EXPECT_TRUE(with("i=x\n", kMaxSdpLines - 4));
  EXPECT_FALSE(with("i=x\n", kMaxSdpLines - 3));
  EXPECT_TRUE(with("a=extmap:1 urn:x\n", kMaxSdpItems));
  EXPECT_FALSE(with("a=extmap:1 urn:x\n", kMaxSdpItems + 1));
  const auto too_long = parse_sdp(std::string(kMaxSdpBytes + 1, ' '));
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().line, 0U);
}

TEST(SdpCandidate, GoesThereAndBack) {
  for (const char* text : {
           "candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host",
           "candidate:abc 2 tcp 1 2001:db8::1 9 typ host tcptype passive",
           "candidate:1 1 udp 7 192.0.2.1 54321 typ relay raddr 198.51.100.1 rport 3478 ufrag abcd",
       }) {
    const auto candidate = parse_candidate(text);
    ASSERT_TRUE(candidate) << text;
    EXPECT_EQ(write_candidate(*candidate), text);
  }
  for (const char* text : {"", "candidate:", "candidate:1 1 udp", "candidate:1 0 udp 1 192.0.2.1 1 typ host",
                           "candidate:1 1 udp 1 192.0.2.1 65536 typ host", "candidate:1 1 udp 1 192.0.2.1 1 typ",
                           "candidate:1 1 udp 1 192.0.2.1 1 typ other"}) {
    EXPECT_FALSE(parse_candidate(text)) << text;
  }
}

TEST(Trickle, FragmentGoesThereAndBack) {
  constexpr std::string_view kFragment =
      "a=ice-ufrag:EsAw\r\n"
      "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"
      "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
      "a=mid:0\r\n"
      "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host ufrag EsAw\r\n"
      "a=end-of-candidates\r\n";
  const auto fragment = parse_trickle_fragment(kFragment);
  ASSERT_TRUE(fragment) << fragment.error().describe();
  EXPECT_EQ(fragment->ice_ufrag, "EsAw");
  ASSERT_EQ(fragment->sections.size(), 1U);
  EXPECT_EQ(fragment->sections[0].mid, "0");
  ASSERT_EQ(fragment->sections[0].candidates.size(), 1U);
  EXPECT_TRUE(fragment->sections[0].end_of_candidates);
  EXPECT_EQ(write_trickle_fragment(*fragment), kFragment);
  for (std::size_t size = 0; size < kFragment.size(); ++size) {
    const auto part = parse_trickle_fragment(kFragment.substr(0, size));
    if (part) {
      EXPECT_EQ(parse_trickle_fragment(write_trickle_fragment(*part)), *part) << size;
    }
  }
}

TEST(Trickle, RefusesCandidatesOfNoSection) {
  const auto fragment = parse_trickle_fragment("a=candidate:1 1 udp 1 192.0.2.1 1 typ host\n");
  ASSERT_FALSE(fragment);
  EXPECT_EQ(fragment.error().line, 1U);
}

TEST(Direction, Reverses) {
  EXPECT_EQ(reversed(Direction::sendonly), Direction::recvonly);
  EXPECT_EQ(reversed(Direction::recvonly), Direction::sendonly);
  EXPECT_EQ(reversed(Direction::sendrecv), Direction::sendrecv);
  EXPECT_TRUE(sends(Direction::sendonly));
  EXPECT_FALSE(receives(Direction::sendonly));
  EXPECT_FALSE(sends(Direction::inactive));
}

TEST(SdpError, QuotesOnlyText) {
  const auto refused = parse_sdp(
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
      "a=rtpmap:96\xa0VP8/90000\r\n");
  ASSERT_FALSE(refused);
  const std::string text = refused.error().describe();
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c >= 0x20 && c <= 0x7e; })) << text;
}

}  // namespace
}  // namespace diemcau::wire
