// One lane: its transports and its selective forwarding unit put together. Sans-IO: datagrams, commands, messages of
// other lanes and time go in; datagrams, events and messages come out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/address.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "engine/identity.hpp"
#include "engine/lane_address.hpp"
#include "engine/lane_counters.hpp"
#include "engine/lane_messages.hpp"
#include "engine/messages.hpp"
#include "rtp/ntp_clock.hpp"
#include "sfu/sfu.hpp"
#include "srtp/cipher.hpp"
#include "transport/datagrams.hpp"
#include "transport/transport.hpp"

namespace diemcau::engine {

// A lane that carries more has no time left for packets; a bound for memory, about 100 KB each.
inline constexpr std::size_t kMaxSessionsPerLane = 4096;
// Peer addresses of other lanes' sessions that a lane remembers: every address of every session there, within reason.
inline constexpr std::size_t kMaxRoutes = 65'536;

struct LaneOutputs {
  transport::SendBatch sends;
  std::vector<Event> events;
  std::vector<OutgoingLaneMessage> messages;

  // Keeps the memory.
  void clear();
};

struct LaneConfig {
  LaneIndex index = 0;
  std::size_t lanes = 1;   // of the server; at most kMaxLanes
  std::uint64_t seed = 0;  // of this lane's randomness, which spreads timers and numbers streams; never keys
  rtp::NtpClock clock;     // the same for all lanes
};

class Lane {
 public:
  // `identity` must outlive the lane.
  Lane(const LaneConfig& config, const Identity& identity);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  // `now` never runs backwards between calls. After each call: take outputs(), then ask for deadline().
  void handle(Instant now, std::span<const transport::ReceivedDatagram> datagrams);
  // Commands for sessions of this lane, and SetMix, which is for all (see lanes_for()).
  void handle(Instant now, Command command);
  void handle(Instant now, LaneMessage message);
  void handle_timeout(Instant now);
  [[nodiscard]] Instant deadline() const;

  // Closes all sessions: peers are told.
  void close_all(Instant now);

  // Grows until cleared by the caller, who must do so after each call, or after a few.
  [[nodiscard]] LaneOutputs& outputs() { return outputs_; }
  [[nodiscard]] LaneCounters counters() const;

 private:
  struct Session;
  struct Timer {
    Instant at;
    SessionId session;
    friend bool operator>(const Timer& a, const Timer& b) { return a.at > b.at; }
  };
  // Who handed a datagram on to us, and whether it knows that the address is ours.
  struct Forwarder {
    LaneIndex lane = 0;
    bool routed = false;
  };

  void apply(Instant now, OpenPublisher&& open);
  void apply(Instant now, OpenReceiver&& open);
  void apply(Instant now, RestartIce&& restart);
  void apply(Instant now, const AssignSlot& assign);
  void apply(Instant now, const SizeSlot& size);
  void apply(Instant now, const SetMix& mix);
  void apply(Instant now, const CloseSession& close);

  void accept(Instant now, LaneIndex from, ForwardedDatagrams&& forwarded);
  void accept(Instant now, LaneIndex from, const RouteLearned& route);
  void accept(Instant now, LaneIndex from, const RouteForgotten& route);
  void accept(Instant now, LaneIndex from, const ForeignPackets& foreign);
  void accept(Instant now, LaneIndex from, const sfu::TrackWanted& wanted);
  void accept(Instant now, LaneIndex from, const sfu::KeyFrameWanted& wanted);
  void accept(Instant now, LaneIndex from, const sfu::ForeignTrack& told);
  void accept(Instant now, LaneIndex from, const sfu::ForeignTrackStopped& stopped);

  Session* open_session(Instant now, const TransportParameters& parameters);
  [[nodiscard]] Session* find(SessionId id);
  [[nodiscard]] Session* session_for(const transport::ReceivedDatagram& datagram, bool may_forward);
  void forward(LaneIndex to, const transport::ReceivedDatagram& datagram, bool routed);
  void handle_datagram(Instant now, const transport::ReceivedDatagram& datagram,
                       const std::optional<Forwarder>& forwarder);
  void learn_addresses(Session& session, const SocketAddress& from, const transport::Transport::Incoming& incoming,
                       const std::optional<Forwarder>& forwarder);
  void forget_address(Session& session, const SocketAddress& address);
  // Events and timers of a session that something just happened to. The session may be gone afterwards.
  void follow(Instant now, Session& session);
  void start_media(Instant now, Session& session);
  void remove(Instant now, SessionId id);
  void schedule(Session& session);
  void drain_sfu();
  void tell(std::uint64_t lanes, LaneMessage::Body body);
  [[nodiscard]] std::uint64_t other_lanes() const;
  void count(LaneDrop drop) { ++counters_.drops.at(static_cast<std::size_t>(drop)); }

  LaneConfig config_;
  Random random_;
  std::unique_ptr<srtp::CipherMaker> ciphers_;
  transport::Drops transport_drops_;
  transport::Shared shared_;
  sfu::Sfu sfu_;
  LaneCounters counters_;  // what is counted here; the rest is filled in by counters()

  std::unordered_map<SessionId, std::unique_ptr<Session>> sessions_;
  std::unordered_map<std::string, SessionId> ufrags_;                      // local ones, old ones of a restart included
  std::unordered_map<SocketAddress, SessionId> addresses_;                 // by the last valid check from each
  std::unordered_map<SocketAddress, LaneIndex> routes_;                    // owned by other lanes
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;  // stale ones are skipped when they come up
  LaneOutputs outputs_;
};

}  // namespace diemcau::engine
