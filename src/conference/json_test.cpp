#include "conference/json.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <type_traits>

#include "conference/codec.hpp"
#include "conference/frames.hpp"
#include "conference/test_conference.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;
using testing::creation;
using testing::in_session;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kChair;
using testing::kDeputy;
using testing::kDirector;
using testing::kHaNoi;
using testing::kOpening;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::kSystem;

const Item kPaperItem{.id = ItemId{"tham-luan-1"},
                      .title = "Tham luận: Bình Phước",
                      .kind = "paper",
                      .site = kBinhPhuoc,
                      .speaker = "Đại diện điểm cầu Bình Phước",
                      .minutes = 15};
const InvitedDelegate kDelegate{DelegateId{"dai-bieu-1"}, "Đại biểu 1", "Trưởng đoàn", kBinhPhuoc, 2};

const WallTime kClosing = kOpening + std::chrono::hours{12};
const PaperId kHandedIn{"paper-1"};
const LineMeasures kMeasures{.up_kbps = 4'000,
                             .down_kbps = 8'000,
                             .loss_percent = 3,
                             .rtt_ms = 40,
                             .jitter_ms = 5,
                             .path = "udp",
                             .camera = true,
                             .microphone = true,
                             .speaker = true};

std::vector<Event> created_events() {
  return decide(empty_state(ConferenceId{"hoi-thao"}), creation(), kOrganiser, kOpening).value();
}

const ItemId kPaper = kPaperItem.id;

const Actor kMainSite{auth::Role::site, LinkId{"l-ha-noi"}, kHaNoi};

const std::vector<std::pair<Actor, Event>>& example_events() {
  static const std::vector<std::pair<Actor, Event>> kAll{
      {kOrganiser, std::get<ConferenceCreated>(created_events().at(0))},
      {kOrganiser, ConferenceEdited{"Hội thảo", "Nâng cao chất lượng", "hoi_thao", Mode::thao_luan, kOpening, 67}},
      {kSecretary, ItemPut{kPaperItem, testing::kOpeningItem}},
      {kSecretary, ItemMoved{kPaperItem.id, testing::kDiscussionItem}},
      {kChair, ItemRemoved{kPaperItem.id}},
      {kOrganiser, SiteInvited{{kCanTho, "Cần Thơ", "Thành phố Cần Thơ"}}},
      {kOrganiser, ContactsNoted{{{kCanTho, "Chủ trì điểm cầu Cần Thơ", "Kỹ thuật viên", "0292 000 000"}}}},
      {kOrganiser, SiteWithdrawn{kCanTho}},
      {kSite, InvitationAnswered{kBinhPhuoc, Reply::accepted, 45}},
      {kOrganiser, DelegatesPut{{kDelegate}}},
      {kOrganiser, DelegateRemoved{kDelegate.id}},
      {kOrganiser, LinkIssued{kSite.link, auth::Role::site, kBinhPhuoc, "Bình Phước", kClosing}},
      {kSite, PaperSubmitted{kHandedIn, "Tham luận", kBinhPhuoc, testing::kDiscussionItem, 12, std::string(64, 'a')}},
      {kSecretary, PaperApproved{kHandedIn}},
      {kSecretary, PaperReturned{kHandedIn, kBinhPhuoc, "Thiếu trang 2"}},
      {kSite, PaperShown{kHandedIn, 1}},
      {kSite, PageTurned{2}},
      {kSite, PaperHidden{}},
      {kSite, LineTestRecorded{kMeasures, judge(kMeasures), 4, kBinhPhuoc}},
      {kSite, LineTestSigned{4, kBinhPhuoc, "Kỹ thuật viên"}},
      {kSite, ConsentGiven{kBinhPhuoc, true}},
      {testing::kDirector, RetestCalled{kBinhPhuoc}},
      {kChair, LinkRevoked{kSite.link}},
      {kChair, Opened{}},
      {kSystem, SiteJoined{kBinhPhuoc}},
      {kSystem, SiteLeft{kBinhPhuoc, LeaveReason::connection_lost}},
      {kSystem, SourceStarted{kBinhPhuoc, Source::camera}},
      {kSystem, SourceStopped{kBinhPhuoc, Source::screen}},
      {kDeputy, ChairHandedOver{kDeputy.link}},
      {kChair, Paused{}},
      {kChair, Resumed{}},
      {kChair, ItemStarted{kPaper}},
      {kSite, FloorRequested{4, kBinhPhuoc, "Xây dựng tổ chức cơ sở", RequestKind::registered}},
      {kSite, RequestWithdrawn{4, kBinhPhuoc}},
      {kSecretary, QueueReordered{{5, 4}}},
      {kChair, TurnStarted{3, kBinhPhuoc, "Xây dựng tổ chức cơ sở", kPaper, 900, 4}},
      {kChair, TurnExtended{3, kBinhPhuoc, 1'200}},
      {kChair, TurnEnded{3, kBinhPhuoc, TurnEndReason::next_turn, 61'500}},
      {kDirector, SceneTaken{kBinhPhuoc, SceneKind::hall_speaker, kHaNoi}},
      {kSystem, SceneFellBack{kBinhPhuoc}},
      {kDirector, StrapShown{"Bình Phước", "Xây dựng tổ chức cơ sở"}},
      {kDirector, StrapHidden{}},
      {kDirector, SlateShown{"Giải lao"}},
      {kDirector, SlateHidden{}},
      {kDirector, Cued{kCanTho}},
      {kDirector, PreviewChanged{SceneKind::speaker_content, kCanTho, std::nullopt}},
      {kChair, ActUndone{12}},
      {kSite, SiteMuted{kBinhPhuoc, true}},
      {kChair, Concluded{}},
      {kSecretary, RollCalled{}},
      {kSecretary, PresenceConfirmed{kBinhPhuoc, Attendance::online, 45, "", true, 12}},
      {kSecretary, VoteOpened{2,
                              "Thông qua dự thảo",
                              "Nghị quyết kèm theo",
                              VoteMethod::secret,
                              Electors::site,
                              VoteRule::two_thirds,
                              50,
                              {{VoterId{"binh-phuoc"}, kBinhPhuoc, 1}}}},
      {kSite, BallotCast{1, kBinhPhuoc, VoterId{"binh-phuoc"}, Choice::yes, std::nullopt}},
      {kChair, VoteClosed{2, {4, 1, 0}, Outcome::passed}},
      {kSystem, VoteVoided{2}},
      {kSecretary, NoteTaken{2, ItemId{"thao-luan"}, "Bình Phước đề nghị làm rõ", 1}},
      {kDirector, MessageSent{3, "desk", "binh-phuoc", "Xin kiểm tra micro"}},
      {kSite, QuestionAsked{4, kBinhPhuoc, "Bao giờ gửi tài liệu?"}},
      {kSecretary, QuestionShown{4, kBinhPhuoc}},
      {kSecretary, QuestionAnswered{4, kBinhPhuoc, "Ngay sau hội nghị"}},
      {kSecretary, QuestionDeclined{5, kCanTho}},
  };
  return kAll;
}

const std::vector<CommandRequest>& example_commands() {
  static const std::vector<CommandRequest> kAll{
      {EditConference{.title = "Hội thảo", .mode = Mode::dao_tao, .starts_at = kOpening, .quorum_percent = 67}, {}},
      {PutItem{kPaperItem, testing::kOpeningItem}, std::nullopt},
      {MoveItem{kPaperItem.id, testing::kDiscussionItem}, std::nullopt},
      {RemoveItem{kPaperItem.id}, std::nullopt},
      {PutSite{{kCanTho, "Cần Thơ", "Thành phố Cần Thơ", "Chủ trì", "Kỹ thuật viên", "0292 000 000"}}, std::nullopt},
      {RemoveSite{kCanTho}, std::nullopt},
      {AnswerInvitation{kBinhPhuoc, Reply::accepted, 45}, std::nullopt},
      {PutDelegate{kDelegate}, std::nullopt},
      {RemoveDelegate{kDelegate.id}, std::nullopt},
      {IssueLink{{}, auth::Role::chair, {}, "Phó chủ trì", kClosing}, std::nullopt},
      {ApprovePaper{kHandedIn}, std::nullopt},
      {ReturnPaper{kHandedIn, "Thiếu trang 2"}, std::nullopt},
      {ShowPaper{kHandedIn, 1}, std::nullopt},
      {TurnPage{2}, std::nullopt},
      {HidePaper{}, std::nullopt},
      {RecordLineTest{kMeasures, kBinhPhuoc}, std::nullopt},
      {SignLineTest{kBinhPhuoc, "Kỹ thuật viên"}, std::nullopt},
      {GiveConsent{kBinhPhuoc, true}, std::nullopt},
      {CallRetest{kBinhPhuoc}, std::nullopt},
      {Open{}, std::nullopt},
      {Pause{}, 12},
      {Resume{}, std::nullopt},
      {StartItem{kPaper}, std::nullopt},
      {RequestFloor{kBinhPhuoc, "Xây dựng tổ chức cơ sở", RequestKind::registered}, std::nullopt},
      {WithdrawRequest{4}, std::nullopt},
      {ReorderQueue{{5, 4}}, std::nullopt},
      {GiveFloor{kBinhPhuoc, "Xây dựng tổ chức cơ sở", kPaper, 4, 15}, 12},
      {Next{}, 12},
      {ExtendTurn{5}, std::nullopt},
      {TakeBackFloor{}, std::nullopt},
      {TakeScene{kHaNoi, SceneKind::hall_speaker, kBinhPhuoc}, std::nullopt},
      {SetPreview{SceneKind::speaker_content, kCanTho, std::nullopt}, std::nullopt},
      {Take{}, std::nullopt},
      {Cue{kCanTho}, std::nullopt},
      {ShowStrap{"Bình Phước", "Xây dựng tổ chức cơ sở"}, std::nullopt},
      {HideStrap{}, std::nullopt},
      {ShowSlate{"Giải lao"}, std::nullopt},
      {HideSlate{}, std::nullopt},
      {Undo{12}, std::nullopt},
      {MuteSite{kBinhPhuoc, true}, std::nullopt},
      {RevokeLink{LinkId{"l-binh-phuoc"}}, std::nullopt},
      {TakeChair{}, std::nullopt},
      {HandOverChair{kDeputy.link}, std::nullopt},
      {Conclude{}, 40},
      {CallRoll{}, std::nullopt},
      {ConfirmPresence{kBinhPhuoc, Attendance::online, 45, "", true}, std::nullopt},
      {OpenVote{"Thông qua dự thảo", "Nghị quyết kèm theo", VoteMethod::secret, Electors::site, VoteRule::two_thirds,
                50},
       std::nullopt},
      {CastBallot{2, VoterId{"binh-phuoc"}, Choice::yes}, std::nullopt},
      {CloseVote{2}, std::nullopt},
      {TakeNote{"Bình Phước đề nghị", ItemId{"thao-luan"}}, std::nullopt},
      {CorrectNote{1, "Bình Phước đề nghị làm rõ"}, std::nullopt},
      {SendMessage{"binh-phuoc", "Xin kiểm tra micro"}, std::nullopt},
      {AskQuestion{"Bao giờ gửi tài liệu?"}, std::nullopt},
      {ShowQuestion{4}, std::nullopt},
      {AnswerQuestion{4, "Ngay sau hội nghị"}, std::nullopt},
      {DeclineQuestion{5}, std::nullopt},
  };
  return kAll;
}

// What a client meets, one file each, shared with the web app's tests. DIEMCAU_WRITE_FIXTURES=1 writes them anew.
void check_fixture(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path{DIEMCAU_FIXTURES} / "protocol" / (name + ".json");
  if (std::getenv("DIEMCAU_WRITE_FIXTURES") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path} << text << '\n';
  }
  std::ifstream file{path};
  ASSERT_TRUE(file) << path << " is missing";
  std::stringstream content;
  content << file.rdbuf();
  EXPECT_EQ(json::parse(content.str()), json::parse(text)) << name;
}

testing::Play example_conference() {
  testing::Play play = in_session();
  play.must(GiveFloor{kBinhPhuoc}, kChair);
  play.must(StartSource{kHaNoi, Source::screen}, kSystem);
  play.must(MuteSite{kCanTho, true}, kDirector);
  play.must(AnswerInvitation{kBinhPhuoc, Reply::accepted, 45}, kSite);
  play.must(PutDelegate{kDelegate}, kOrganiser);
  play.must(SubmitPaper{"Tham luận", kBinhPhuoc, testing::kDiscussionItem, 12, std::string(64, 'a')}, kSite);
  play.must(ApprovePaper{kHandedIn}, kSecretary);
  play.must(ShowPaper{kHandedIn, 2}, kSite);
  play.must(RecordLineTest{kMeasures, kBinhPhuoc}, kSite);
  play.must(GiveConsent{kBinhPhuoc, true}, kSite);
  return play;
}

// The roll, votes, and what was written.
void assemble(testing::Play& play) {
  play.must(CallRoll{}, kSecretary);
  play.must(ConfirmPresence{kHaNoi, Attendance::in_person, 120}, kSecretary);
  play.must(ConfirmPresence{kBinhPhuoc, Attendance::online, 45}, kSite);
  play.must(ConfirmPresence{kCanTho, Attendance::absent, std::nullopt, "Mất điện", true}, kSecretary);
  play.must(OpenVote{"Thông qua chương trình", "", VoteMethod::open, Electors::site, VoteRule::majority, 50}, kChair);
  play.must(CastBallot{1, VoterId{"binh-phuoc"}, Choice::yes}, kSite);
  play.must(CloseVote{1}, kChair);
  play.must(OpenVote{"Thông qua dự thảo", "Nghị quyết", VoteMethod::secret, Electors::site, VoteRule::two_thirds, 50},
            kSecretary);
  play.must(CastSealed{2, VoterId{"binh-phuoc"}, "sealed"}, kSite);
  play.must(TakeNote{"Bình Phước đề nghị", std::nullopt}, kSecretary);
  play.must(CorrectNote{1, "Bình Phước đề nghị làm rõ"}, kSecretary);
  play.must(SendMessage{"desk", "Xin kiểm tra tiếng"}, kSite);
  play.must(SendMessage{"all", "Năm phút nữa bắt đầu"}, kDirector);
  play.must(AskQuestion{"Bao giờ gửi tài liệu?"}, kSite);
  play.must(AskQuestion{"Có ghi hình không?"}, kSite);
  play.must(ShowQuestion{1}, kSecretary);
}

// Something of everything.
testing::Play full_conference() {
  testing::Play play = testing::full_session();
  play.must(GiveFloor{.site = kBinhPhuoc, .item = kPaper}, kChair);
  play.must(StartSource{kHaNoi, Source::screen}, kSystem);
  play.must(MuteSite{kCanTho, true}, kDirector);
  play.must(RequestFloor{kCanTho, "Chất lượng đội ngũ", RequestKind::hand}, kSecretary);
  play.must(SetPreview{SceneKind::hall_speaker, kCanTho, std::nullopt}, kDirector);
  play.must(Cue{kCanTho}, kDirector);
  play.must(ShowSlate{"Giải lao"}, kDirector);
  play.must(TakeScene{kBinhPhuoc, SceneKind::hall_speaker, std::nullopt}, kDirector);
  assemble(play);
  play.wait(std::chrono::minutes{1});
  play.must(Pause{}, kChair);
  return play;
}

TEST(Actors, OrganisersAreNamedByAccount) {
  const EventRecord record{3, WallTime{}, kOrganiser, LinkRevoked{kSite.link}, 3};
  const auto read = record_from_json(to_json(record));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, record);
  EXPECT_EQ(to_json(kOrganiser), (boost::json::object{{"role", "organiser"}, {"account", "tran-an"}}));
}

TEST(Fixtures, EveryEventAndEveryCommandOfClientsHasAnExample) {
  std::set<std::string_view> types;
  for (const auto& [actor, event] : example_events()) {
    types.insert(type_of(event));
  }
  EXPECT_EQ(types.size(), std::variant_size_v<Event>);
  types.clear();
  for (const CommandRequest& request : example_commands()) {
    types.insert(type_of(request.command));
  }
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Command>>([&]<class T>(std::type_identity<T>) {
    EXPECT_NE(types.contains(type_name<T>()), codec::is_internal<T>()) << type_name<T>();
  });
}

TEST(Fixtures, Events) {
  for (const auto& [actor, event] : example_events()) {
    const EventRecord record{13, kOpening, actor, event, 13};  // of one number, so that a new example changes no other
    const EventTexts texts = event_texts(record, audience_of(event), {});
    check_fixture("event_" + std::string{type_of(event)}, texts.desk.value_or(texts.everybody));
    const auto read = record_from_json(to_json(record));
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(*read, record);
  }
}

TEST(Fixtures, Commands) {
  for (const CommandRequest& request : example_commands()) {
    check_fixture("command_" + std::string{type_of(request.command)}, json::serialize(to_json(request)));
    const auto read = parse_command(json::serialize(to_json(request)));
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(*read, request);
  }
}

TEST(Fixtures, StateAndSnapshot) {
  const testing::Play play = example_conference();
  check_fixture("state", json::serialize(to_json(play.state)));
  check_fixture("snapshot", snapshot_frame(play.state, kSite));
  check_fixture("snapshot_chair", snapshot_frame(play.state, kChair));
  const testing::Play full = full_conference();
  check_fixture("snapshot_full", snapshot_frame(full.state, kDirector));
  check_fixture("snapshot_full_site", snapshot_frame(full.state, kSite));
}

// A state, what an act changed of it, and the state after: a client that applies changes ends there.
TEST(Fixtures, Changes) {
  struct Step {
    std::string name;
    testing::Play play;
    Command command;
    Actor actor;
  };
  const testing::Play full = full_conference();
  Step steps[] = {
      {"give_floor", example_conference(), GiveFloor{kCanTho}, kChair},
      {"leave_site", example_conference(), LeaveSite{kBinhPhuoc, LeaveReason::closed}, kSystem},
      {"conclude", example_conference(), Conclude{}, kChair},
      {"resume", full, Resume{}, kChair},
      {"request_floor", full, RequestFloor{kBinhPhuoc, "", RequestKind::hand}, kSite},
      {"withdraw_request", full, WithdrawRequest{1}, kSecretary},
      {"cast_sealed", full, CastSealed{2, VoterId{"ha-noi"}, "sealed"}, kMainSite},
      {"close_counted", full, CloseCounted{2, {1, 0, 0}}, kChair},
      {"decline_question", full, DeclineQuestion{1}, kSecretary},
      {"undo", full, Undo{full.last_act()}, kChair},
  };
  for (auto& [name, play, command, actor] : steps) {
    const State before = play.state;
    play.must(command, actor);
    check_fixture("changes_" + name, json::serialize(json::object{{"before", to_json(before)},
                                                                  {"changed", changes(before, play.state)},
                                                                  {"after", to_json(play.state)}}));
  }
}

TEST(Fixtures, Signals) {
  const std::string session = "k4vq2mzv7nq3c5x2r6yd4a3b5e";
  check_fixture("signal_slot_changed", signal_frame(SlotChanged{session, "main", kBinhPhuoc, MediaSource::camera}));
  check_fixture("signal_slot_source_gone", signal_frame(SlotSourceGone{session, "gallery-2", kCanTho}));
  check_fixture("signal_speaking", signal_frame(Speaking{{{kHaNoi, 35}, {kBinhPhuoc, 127}}}));
  check_fixture("signal_publisher_replaced", signal_frame(PublisherReplaced{session, MediaSource::screen}));
  check_fixture("signal_session_closed", signal_frame(SessionClosed{session, "link_revoked"}));
}

TEST(CommandJson, ErrorsNameTheField) {
  using Kind = JsonError::Kind;
  const struct {
    std::string_view text;
    Kind kind;
    std::string_view field;
  } cases[] = {
      {"", Kind::malformed, ""},
      {"[]", Kind::malformed, ""},
      {"{", Kind::malformed, ""},
      {R"({"type":"open"} x)", Kind::malformed, ""},
      {R"({"type":"open","a":[[[[[[[[[[1]]]]]]]]]]})", Kind::malformed, ""},
      {"{}", Kind::missing_field, "type"},
      {R"({"type":1})", Kind::wrong_type, "type"},
      {R"({"type":"dance"})", Kind::unknown_type, "type"},
      {R"({"type":"create"})", Kind::unknown_type, "type"},
      {R"({"type":"join_site","site":"a"})", Kind::unknown_type, "type"},
      {R"({"type":"give_floor"})", Kind::missing_field, "site"},
      {R"({"type":"give_floor","site":7})", Kind::wrong_type, "site"},
      {R"({"type":"give_floor","site":null})", Kind::wrong_type, "site"},
      {R"({"type":"give_floor","site":"Bình Phước"})", Kind::wrong_value, "site"},
      {R"({"type":"give_floor","site":"a","main":"b"})", Kind::unknown_field, "main"},
      {R"({"type":"mute_site","site":"a","muted":"yes"})", Kind::wrong_type, "muted"},
      {R"({"type":"open","expected_seq":-1})", Kind::wrong_value, "expected_seq"},
      {R"({"type":"open","expected_seq":1.5})", Kind::wrong_type, "expected_seq"},
      {R"({"type":"open","expected_seq":18446744073709551615})", Kind::wrong_value, "expected_seq"},
      {R"({"type":"open","expected_seq":"1"})", Kind::wrong_type, "expected_seq"},
  };
  for (const auto& one : cases) {
    const auto read = parse_command(one.text);
    ASSERT_FALSE(read) << one.text;
    EXPECT_EQ(read.error(), (JsonError{one.kind, std::string{one.field}})) << one.text;
    EXPECT_FALSE(describe(read.error()).empty());
  }
}

TEST(EventJson, ErrorsNameThePath) {
  using Kind = JsonError::Kind;
  const std::string head = R"({"seq":1,"at":"2021-10-28T01:00:00.000Z","by":{"role":"system"},"event":)";
  const struct {
    std::string event;
    Kind kind;
    std::string_view field;
  } cases[] = {
      {"7", Kind::wrong_type, "event"},
      {"{}", Kind::missing_field, "event.type"},
      {R"({"type":"site_left","site":"a","reason":"bored"})", Kind::wrong_value, "event.reason"},
      {R"({"type":"turn_started","turn":"1","site":"a"})", Kind::wrong_type, "event.turn"},
      {R"({"type":"conference_created","title":"t","topic":"t","kind":"k","mode":"hoi_nghi","main_site":"a",)"
       R"("sites":[{"id":"a","name":"A"},{"id":"b"}],"programme":[]})",
       Kind::missing_field, "event.sites[1].name"},
      {R"({"type":"conference_created","title":"t","topic":"t","kind":"k","mode":"hoi_nghi","main_site":"a",)"
       R"("sites":[3],"programme":[]})",
       Kind::wrong_type, "event.sites[0]"},
  };
  for (const auto& one : cases) {
    const auto read = parse_record(head + one.event + "}");
    ASSERT_FALSE(read) << one.event;
    EXPECT_EQ(read.error(), (JsonError{one.kind, std::string{one.field}})) << one.event;
  }
}

TEST(EventJson, EveryPrefixIsRefused) {
  const std::string text = json::serialize(to_json(EventRecord{1, kOpening, kChair, created_events().at(0), 1}));
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(parse_record(std::string_view{text}.substr(0, length))) << length;
  }
  EXPECT_TRUE(parse_record(text));
}

TEST(EventJson, FieldsOfLaterVersionsArePassedOver) {
  const auto read = event_from_json(json::parse(R"({"type":"opened","welcome":"xin chào"})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, Event{Opened{}});
}

TEST(EventJson, LinksOfBeforeTheyCouldExpireNeverDo) {
  const auto read = event_from_json(json::parse(R"({"type":"link_issued","link":"l-hall","role":"hall"})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (Event{LinkIssued{LinkId{"l-hall"}, auth::Role::hall}}));
}

TEST(EventJson, ActIsTheFirstEventOfTheCommand) {
  const auto read = [](std::string_view act) {
    return parse_record(R"({"seq":7,)" + std::string{act} +
                        R"("at":"2021-10-28T01:00:00.000Z","by":{"role":"system"},"event":{"type":"opened"}})");
  };
  EXPECT_EQ(read("").value().act, 7U) << "logs of before there were acts";
  EXPECT_EQ(read(R"("act":5,)").value().act, 5U);
  for (const std::string_view wrong : {R"("act":8,)", R"("act":0,)"}) {
    EXPECT_EQ(read(wrong).error(), (JsonError{JsonError::Kind::wrong_value, "act"})) << wrong;
  }
}

TEST(EventJson, NumbersCountFromOne) {
  const auto read =
      parse_record(R"({"seq":0,"at":"2021-10-28T01:00:00.000Z","by":{"role":"system"},"event":{"type":"opened"}})");
  EXPECT_EQ(read.error(), (JsonError{JsonError::Kind::wrong_value, "seq"}));
}

TEST(WallTimeText, WritesAndReadsMilliseconds) {
  const struct {
    std::int64_t milliseconds;
    std::string_view text;
  } cases[] = {{0, "1970-01-01T00:00:00.000Z"},
               {1'635'382'800'000, "2021-10-28T01:00:00.000Z"},
               {1'582'934'399'999, "2020-02-28T23:59:59.999Z"},
               {-1, "1969-12-31T23:59:59.999Z"}};
  for (const auto& one : cases) {
    const WallTime time{std::chrono::milliseconds{one.milliseconds}};
    EXPECT_EQ(to_rfc3339(time), one.text);
    EXPECT_EQ(wall_time_from_rfc3339(one.text), time);
  }
  for (const std::string_view bad : {"", "2021-10-28", "2021-10-28T01:00:00Z", "2021-02-30T01:00:00.000Z",
                                     "2021-10-28T24:00:00.000Z", "2021-10-28 01:00:00.000Z", "2021-10-28T01:00:00.000z",
                                     "2o21-10-28T01:00:00.000Z", "-021-10-28T01:00:00.000Z"}) {
    EXPECT_EQ(wall_time_from_rfc3339(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace diemcau::conference
