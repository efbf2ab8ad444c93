#include "engine/negotiation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/testing_offers.hpp"

namespace diemcau::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using wire::Codec;

const LocalDescription kLocal{{{IpAddress::v4({192, 0, 2, 1}), 7000}, {*IpAddress::parse("2001:db8::1"), 7000}},
                              {1, 2, 3}};

SessionPlan plan() {
  SessionPlan made;
  made.session = SessionId{77};
  made.local_ice = {"Bsrv1234", "server-password-of-22-chars"};
  made.first_track = TrackId{10};
  made.mix = MixId{5};
  made.owner = OwnerId{3};
  made.slots = stage_layout(2);
  made.first_ssrc = 1000;
  return made;
}

wire::SessionDescription parsed(const std::string& text) {
  const auto description = wire::parse_sdp(text);
  EXPECT_TRUE(description) << text;
  return description.value_or(wire::SessionDescription{});
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::vector<int> payload_types(const std::vector<wire::SdpPayload>& payloads) {
  std::vector<int> types;
  for (const auto& payload : payloads) {
    types.push_back(payload.payload_type);
  }
  return types;
}

// Every answer, whatever the offer: the rules of RFC 3264 and RFC 8829, and it can be written and read again.
void check_answer(const wire::SessionDescription& offer, const wire::SessionDescription& answer) {
  EXPECT_TRUE(answer.ice_lite);
  ASSERT_EQ(answer.media.size(), offer.media.size());
  for (std::size_t i = 0; i < offer.media.size(); ++i) {
    const auto& section = answer.media[i];
    EXPECT_EQ(section.mid, offer.media[i].mid);
    EXPECT_EQ(section.kind, offer.media[i].kind);
    EXPECT_EQ(section.protocol, offer.media[i].protocol);
    EXPECT_FALSE(section.payloads.empty() && section.formats.empty()) << i;
    for (const auto& payload : section.payloads) {
      ASSERT_NE(offer.media[i].payload(payload.payload_type), nullptr);
      EXPECT_EQ(offer.media[i].payload(payload.payload_type)->codec, payload.codec);
    }
    if (!section.refused()) {
      EXPECT_TRUE(section.rtcp_mux);
      EXPECT_TRUE(section.sha256_fingerprint());
    }
  }
  const auto again = wire::parse_sdp(wire::write_sdp(answer));
  ASSERT_TRUE(again) << wire::write_sdp(answer);
  EXPECT_EQ(*again, answer) << wire::write_sdp(answer);
}

TEST(NegotiatePublisher, ChromiumWithThreeLayers) {
  const auto offer = parsed(testing::chromium_publisher());
  const auto result = negotiate_publisher(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);

  EXPECT_EQ(result->transport.session, SessionId{77});
  EXPECT_EQ(result->transport.local_ice, plan().local_ice);
  EXPECT_EQ(result->transport.remote_ice, (IceCredentials{"EsAw", "P2uYro0UCOQ4zxjKXaWCBui1"}));
  EXPECT_EQ(result->transport.remote_fingerprint_sha256[0], 0xaa);
  EXPECT_EQ(result->transport.dtls_role, dtls::Role::server);

  const auto& tracks = result->media.tracks;
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0].track, TrackId{10});
  EXPECT_EQ(tracks[0].kind, MediaKind::audio);
  EXPECT_EQ(tracks[0].mid, "0");
  EXPECT_THAT(tracks[0].ssrcs, ElementsAre(2231627014U));
  ASSERT_EQ(tracks[0].codecs.size(), 2U);
  EXPECT_EQ(tracks[0].codecs[0].codec, Codec::opus);
  EXPECT_EQ(tracks[0].codecs[0].clock_rate_hz, 48'000U);
  EXPECT_EQ(tracks[0].codecs[1].codec, Codec::red);
  EXPECT_FALSE(tracks[0].nack);
  EXPECT_TRUE(tracks[0].transport_feedback);

  EXPECT_EQ(tracks[1].track, TrackId{11});
  EXPECT_THAT(tracks[1].rids, ElementsAre("q", "h", "f"));
  EXPECT_THAT(tracks[1].ssrcs, IsEmpty());
  EXPECT_TRUE(tracks[1].nack);
  EXPECT_EQ(tracks[1].key_frame_feedback, sfu::KeyFrameFeedback::pli);
  EXPECT_TRUE(tracks[1].transport_feedback);
  ASSERT_EQ(tracks[1].codecs.size(), 3U);
  EXPECT_EQ(tracks[1].codecs[0].codec, Codec::vp8);
  EXPECT_EQ(tracks[1].codecs[0].rtx_payload_type, 97);
  EXPECT_EQ(tracks[1].codecs[1].codec, Codec::h264);
  EXPECT_EQ(tracks[1].codecs[1].payload_type, 106) << "constrained baseline, packetization mode 1";
  EXPECT_EQ(tracks[1].codecs[2].codec, Codec::vp9);
  EXPECT_EQ(tracks[1].codecs[2].payload_type, 98);

  const auto& extensions = result->media.extensions;
  EXPECT_EQ(extensions.id(wire::ExtensionKind::mid), 4);
  EXPECT_EQ(extensions.id(wire::ExtensionKind::rid), 10);
  EXPECT_EQ(extensions.id(wire::ExtensionKind::repaired_rid), 11);
  EXPECT_EQ(extensions.id(wire::ExtensionKind::audio_level), 1);
  EXPECT_EQ(extensions.id(wire::ExtensionKind::transport_sequence), 3);
}

TEST(NegotiatePublisher, AnswersChromiumLineByLine) {
  const auto result = negotiate_publisher(parsed(testing::chromium_publisher()), kLocal, plan());
  ASSERT_TRUE(result);
  const auto& audio = result->answer.media[0];
  EXPECT_THAT(payload_types(audio.payloads), ElementsAre(111, 63));
  EXPECT_EQ(audio.payloads[0].fmtp, "minptime=10;useinbandfec=1");
  EXPECT_THAT(audio.payloads[0].feedback, ElementsAre("transport-cc"));
  EXPECT_EQ(audio.payloads[1].fmtp, "111/111");
  EXPECT_EQ(audio.direction, wire::Direction::recvonly);
  EXPECT_EQ(audio.setup, wire::SetupRole::passive);
  EXPECT_EQ(audio.ice_ufrag, "Bsrv1234");
  ASSERT_EQ(audio.candidates.size(), 2U);
  EXPECT_EQ(audio.candidates[0].socket_address(), kLocal.candidates[0]);
  EXPECT_GT(audio.candidates[0].priority, audio.candidates[1].priority);
  EXPECT_NE(audio.candidates[0].foundation, audio.candidates[1].foundation);
  EXPECT_TRUE(audio.end_of_candidates);

  const auto& video = result->answer.media[1];
  EXPECT_THAT(payload_types(video.payloads), ElementsAre(96, 97, 106, 107, 98, 99));
  EXPECT_THAT(video.payloads[0].feedback, ElementsAre("nack", "nack pli", "ccm fir", "transport-cc"));
  EXPECT_EQ(video.payloads[1].fmtp, "apt=96");
  EXPECT_THAT(video.payloads[2].fmtp, HasSubstr("packetization-mode=1"));
  EXPECT_EQ(video.simulcast.recv.size(), 3U);
  EXPECT_TRUE(video.simulcast.send.empty());
  ASSERT_EQ(video.rids.size(), 3U);
  EXPECT_FALSE(video.rids[0].send);
  EXPECT_TRUE(video.ssrcs.empty());
  for (const auto& extension : video.extensions) {
    EXPECT_TRUE(wire::extension_from_uri(extension.uri)) << extension.uri;
  }
  ASSERT_NE(result->answer.bundle(), nullptr);
  EXPECT_THAT(result->answer.bundle()->mids, ElementsAre("0", "1"));
}

TEST(NegotiatePublisher, FirefoxWithTwoLayers) {
  const auto offer = parsed(testing::firefox_publisher());
  const auto result = negotiate_publisher(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  ASSERT_EQ(result->media.tracks.size(), 2U);
  const auto& audio = result->media.tracks[0];
  ASSERT_EQ(audio.codecs.size(), 1U);
  EXPECT_EQ(audio.codecs[0].payload_type, 109);
  EXPECT_EQ(result->answer.media[0].payloads[0].fmtp, "minptime=10;useinbandfec=1;stereo=1");
  const auto& video = result->media.tracks[1];
  EXPECT_THAT(video.rids, ElementsAre("q", "f"));
  EXPECT_THAT(video.ssrcs, IsEmpty());
  ASSERT_EQ(video.codecs.size(), 2U) << "video RED and ULPFEC are not for us";
  EXPECT_EQ(video.codecs[0].rtx_payload_type, 124);
}

TEST(NegotiatePublisher, ObsWithOneLayerInEveryDtlsRole) {
  struct Case {
    const char* setup;
    wire::SetupRole answer;
    dtls::Role role;
  };
  for (const Case& test : {Case{"actpass", wire::SetupRole::passive, dtls::Role::server},
                           Case{"active", wire::SetupRole::passive, dtls::Role::server},
                           Case{"passive", wire::SetupRole::active, dtls::Role::client}}) {
    const auto offer = parsed(testing::obs_publisher(test.setup));
    const auto result = negotiate_publisher(offer, kLocal, plan());
    ASSERT_TRUE(result) << test.setup;
    check_answer(offer, result->answer);
    EXPECT_EQ(result->answer.media[0].setup, test.answer) << test.setup;
    EXPECT_EQ(result->transport.dtls_role, test.role) << test.setup;
    const auto& video = result->media.tracks.at(1);
    EXPECT_THAT(video.ssrcs, ElementsAre(28U));
    EXPECT_THAT(video.rtx_ssrcs, ElementsAre(29U));
    EXPECT_EQ(video.codecs.at(0).rtx_payload_type, 97) << "codec names compare without case";
    EXPECT_FALSE(video.transport_feedback);
    EXPECT_EQ(result->answer.media[0].payloads[0].fmtp, "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1");
  }
}

TEST(NegotiatePublisher, AsksByFirWhereThePublisherHasNoPli) {
  const auto offer = parsed(replaced(testing::obs_publisher("actpass"), "nack pli", "ccm fir"));
  const auto result = negotiate_publisher(offer, kLocal, plan());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->media.tracks.at(1).key_frame_feedback, sfu::KeyFrameFeedback::fir);
}

TEST(NegotiatePublisher, ASecondCameraAndADataChannelAreRefusedInPlace) {
  std::string text = testing::obs_publisher();
  const std::string video = text.substr(text.find("m=video"));
  text += replaced(video, "a=mid:1", "a=mid:2");
  text += "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:3\r\na=sctp-port:5000\r\n";
  text = replaced(text, "BUNDLE 0 1", "BUNDLE 0 1 2 3");
  const auto offer = parsed(text);
  const auto result = negotiate_publisher(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  EXPECT_FALSE(result->answer.media[1].refused());
  EXPECT_TRUE(result->answer.media[2].refused());
  EXPECT_TRUE(result->answer.media[3].refused());
  EXPECT_EQ(result->media.tracks.size(), 2U);
  EXPECT_THAT(result->answer.bundle()->mids, ElementsAre("0", "1"));
}

TEST(NegotiatePublisher, WhatIsSoundAloneSendsNoPicture) {
  SessionPlan sound = plan();
  sound.sound_only = true;
  const auto offer = parsed(testing::chromium_publisher());
  const auto result = negotiate_publisher(offer, kLocal, sound);
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  EXPECT_TRUE(result->answer.media.at(1).refused());
  ASSERT_EQ(result->media.tracks.size(), 1U);
  EXPECT_EQ(result->media.tracks.front().kind, MediaKind::audio);
  auto silent = offer;
  silent.media.erase(silent.media.begin());
  silent.groups.front().mids.erase(silent.groups.front().mids.begin());
  const auto refused = negotiate_publisher(silent, kLocal, sound);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), NegotiationError::no_sound);
}

TEST(NegotiatePublisher, RefusesByName) {
  struct Case {
    const char* what;
    std::string offer;
    NegotiationError error;
  };
  const std::string obs = testing::obs_publisher();
  const std::vector<Case> cases{
      {"no media", obs.substr(0, obs.find("m=audio")), NegotiationError::no_media},
      {"not bundled", replaced(obs, "a=group:BUNDLE 0 1\r\n", ""), NegotiationError::not_bundled},
      {"bundled in part", replaced(obs, "BUNDLE 0 1", "BUNDLE 0"), NegotiationError::not_bundled},
      {"no rtcp-mux", replaced(obs, "a=rtcp-mux\r\n", ""), NegotiationError::not_bundled},
      {"no ICE", replaced(obs, "a=ice-ufrag:EsAw\r\n", ""), NegotiationError::no_ice_credentials},
      {"no fingerprint", replaced(obs, "a=fingerprint:sha-256 " + std::string{testing::kFingerprint} + "\r\n", ""),
       NegotiationError::no_fingerprint},
      {"receives", replaced(obs, "a=sendonly", "a=recvonly"), NegotiationError::wrong_direction},
      {"AV1 alone", replaced(obs, "H264/90000", "AV1/90000"), NegotiationError::no_common_codec},
      {"H.264 in single NAL units", replaced(obs, "packetization-mode=1;", ""), NegotiationError::no_common_codec},
      {"telephone sound", replaced(obs, "opus/48000/2", "G722/8000"), NegotiationError::no_common_codec},
  };
  for (const Case& test : cases) {
    const auto result = negotiate_publisher(parsed(test.offer), kLocal, plan());
    ASSERT_FALSE(result) << test.what;
    EXPECT_EQ(result.error(), test.error) << test.what << ": " << describe(result.error());
    EXPECT_THAT(describe(result.error()), Not(IsEmpty()));
  }
}

TEST(NegotiatePublisher, BoundsTheNumberOfSections) {
  auto offer = parsed(testing::obs_publisher());
  while (offer.media.size() < 64) {
    offer.media.push_back(offer.media.back());
  }
  EXPECT_TRUE(negotiate_publisher(offer, kLocal, plan()));
  offer.media.push_back(offer.media.back());
  const auto result = negotiate_publisher(offer, kLocal, plan());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), NegotiationError::too_many_sections);
}

TEST(NegotiateReceiver, NamesSlotsByOrder) {
  const auto offer = parsed(testing::receiver("avvvvvvaaa"));
  const auto result = negotiate_receiver(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  EXPECT_THAT(result->slot_names, ElementsAre("audio-1", "main", "content", "second", "gallery-1", "gallery-2", "",
                                              "audio-2", "audio-3", ""));
  EXPECT_TRUE(result->answer.media[6].refused());
  EXPECT_TRUE(result->answer.media[9].refused());
  EXPECT_EQ(result->answer.media[6].direction, wire::Direction::inactive);
  ASSERT_EQ(result->media.slots.size(), 8U);
  EXPECT_EQ(result->media.mix, MixId{5});
  EXPECT_EQ(result->media.owner, OwnerId{3});
  std::vector<std::uint32_t> numbers;
  for (const auto& slot : result->media.slots) {
    EXPECT_EQ(offer.media.at(slot.index).mid, slot.mid);
    numbers.push_back(slot.ssrc);
    if (slot.rtx_ssrc) {
      numbers.push_back(*slot.rtx_ssrc);
    }
    EXPECT_EQ(slot.rtx_ssrc.has_value(), slot.kind == MediaKind::video);
    EXPECT_EQ(slot.nack, slot.kind == MediaKind::video);
    EXPECT_EQ(slot.mixed, slot.kind == MediaKind::audio);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(numbers[i], 1000 + i);
  }
}

TEST(NegotiateReceiver, AudioBesideTheMixComesAfterIt) {
  SessionPlan with_talkback = plan();
  with_talkback.slots.assigned_audio = {"talkback"};
  const auto result = negotiate_receiver(parsed(testing::receiver("aavaaa")), kLocal, with_talkback);
  ASSERT_TRUE(result);
  EXPECT_THAT(result->slot_names, ElementsAre("audio-1", "audio-2", "main", "audio-3", "talkback", ""));
  EXPECT_TRUE(result->media.slots.at(3).mixed);
  EXPECT_FALSE(result->media.slots.at(4).mixed);
  EXPECT_EQ(result->answer.media.at(4).msids.at(0).stream, "talkback");
}

TEST(NegotiateReceiver, AnswersAPlainPlayerWithTheStage) {
  const auto offer = parsed(testing::receiver("va"));
  const auto result = negotiate_receiver(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  const std::string text = wire::write_sdp(result->answer);
  EXPECT_THAT(text, HasSubstr("a=msid:stage main\r\n"));
  EXPECT_THAT(text, HasSubstr("a=msid:stage audio-1\r\n"));
  EXPECT_THAT(text, HasSubstr("a=ssrc:1000 cname:diemcau-77\r\n"));
  EXPECT_THAT(text, HasSubstr("a=ssrc-group:FID 1000 1001\r\n"));
  EXPECT_THAT(text, HasSubstr("a=sendonly\r\n"));
  EXPECT_THAT(text, HasSubstr("a=ice-lite\r\n"));
  EXPECT_THAT(text, HasSubstr("a=end-of-candidates\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("rtp-stream-id")));
  EXPECT_THAT(text, Not(HasSubstr("transport-cc")));
  const auto& audio = result->answer.media[1];
  EXPECT_EQ(audio.payloads[0].fmtp, "minptime=10;useinbandfec=1;usedtx=1");
  EXPECT_EQ(result->media.extensions.id(wire::ExtensionKind::video_orientation), 13);
}

TEST(NegotiateReceiver, OtherSlotsHaveStreamsOfTheirOwn) {
  const auto result = negotiate_receiver(parsed(testing::receiver("vvvaa")), kLocal, plan());
  ASSERT_TRUE(result);
  std::vector<std::string> streams;
  for (const auto& section : result->answer.media) {
    streams.push_back(section.msids.at(0).stream);
  }
  EXPECT_THAT(streams, ElementsAre("stage", "content", "second", "stage", "audio-2"));
}

TEST(NegotiateReceiver, RefusesByName) {
  const std::string good = testing::receiver("va");
  struct Case {
    const char* what;
    std::string offer;
    NegotiationError error;
  };
  const std::vector<Case> cases{
      {"sends", replaced(good, "a=recvonly", "a=sendonly"), NegotiationError::wrong_direction},
      {"AV1 and G.722",
       replaced(replaced(replaced(good, "VP8/", "AV1/"), "VP9/", "AV1X/"), "opus/48000/2", "G722/8000"),
       NegotiationError::no_common_codec},
      {"not bundled", replaced(good, "a=group:BUNDLE 0 1\r\n", ""), NegotiationError::not_bundled},
  };
  for (const Case& test : cases) {
    const auto result = negotiate_receiver(parsed(test.offer), kLocal, plan());
    ASSERT_FALSE(result) << test.what;
    EXPECT_EQ(result.error(), test.error) << test.what;
  }
}

TEST(NegotiateReceiver, OneSectionAloneNeedsNoBundle) {
  const auto offer = parsed(replaced(testing::receiver("v"), "a=group:BUNDLE 0\r\n", ""));
  const auto result = negotiate_receiver(offer, kLocal, plan());
  ASSERT_TRUE(result);
  check_answer(offer, result->answer);
  EXPECT_EQ(result->answer.bundle(), nullptr);
}

}  // namespace
}  // namespace diemcau::engine
