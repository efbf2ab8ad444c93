// What of the media room brings slots and mix to what is asked for.
#include <algorithm>
#include <utility>

#include "server/media_room.hpp"

namespace diemcau::server {

using conference::MediaSource;

bool MediaRoom::assign(const conference::State& state, const Production& production, Instant now) {
  const PicturesBySite tracks = pictures_by_site();
  const auto has = [&tracks](const SiteId& site, auto which) {
    const auto found = tracks.find(site);
    return found != tracks.end() && (found->second.*which).has_value();
  };
  Pictures pictures{.stage = conference::stage(state),
                    .main_site = state.main_site,
                    .present = {},
                    .production = production,
                    .rotation = rotation_at(now),
                    .has_camera = [&](const SiteId& site) { return has(site, &SitePictures::camera); },
                    .has_screen = [&](const SiteId& site) { return has(site, &SitePictures::screen); }};
  for (const conference::SiteState& site : state.sites) {
    if (site.present) {
      pictures.present.push_back(site.id);
    }
  }
  const SlotPlanner planner{pictures};
  bool all = close_again();
  for (auto& [id, session] : sessions_) {
    all = assign_slots(session, {tracks, planner, production.cue}) && all;
  }
  return assign_mix(pictures.stage) && all;
}

bool MediaRoom::close_again() {
  std::erase_if(unclosed_, [this](SessionId id) { return media_.post(engine::CloseSession{id}); });
  return unclosed_.empty();
}

MediaRoom::PicturesBySite MediaRoom::pictures_by_site() const {
  PicturesBySite tracks;
  tracks.reserve(publishers_.size());
  for (const auto& [site, sessions] : publishers_) {
    tracks.emplace(site, SitePictures{track(site, MediaSource::camera, MediaKind::video),
                                      track(site, MediaSource::screen, MediaKind::video)});
  }
  return tracks;
}

std::optional<TrackId> MediaRoom::wanted(const SlotUse& use, const MediaSession& session,
                                         const Assignment& assignment) const {
  const SlotPlan& plan = std::get<ReceiverPart>(session.part).plan;
  const auto picture = [&](const std::optional<SiteId>& site, auto which) {
    const auto found = site ? assignment.tracks.find(*site) : assignment.tracks.end();
    return found == assignment.tracks.end() ? std::nullopt : found->second.*which;
  };
  const SiteId own = session.site.value_or(SiteId{});
  switch (use.kind) {
    case SlotUse::Kind::none:
      return std::nullopt;
    case SlotUse::Kind::main:
      return picture(plan.main, &SitePictures::camera);
    case SlotUse::Kind::content:
      return picture(plan.content, &SitePictures::screen);
    case SlotUse::Kind::second:
      return picture(plan.second, &SitePictures::camera);
    case SlotUse::Kind::preview:
      return picture(plan.preview, &SitePictures::camera);
    case SlotUse::Kind::tile:
      return picture(plan.gallery.at(use.tile), &SitePictures::camera);
    case SlotUse::Kind::own_picture:
      return track(own, MediaSource::test, MediaKind::video);
    case SlotUse::Kind::own_sound:
      return track(own, MediaSource::test, MediaKind::audio);
    case SlotUse::Kind::talkback:
      return assignment.cue && session.site == assignment.cue ? track(SiteId{}, MediaSource::talkback, MediaKind::audio)
                                                              : std::nullopt;
  }
  return std::nullopt;
}

bool MediaRoom::assign_slots(MediaSession& session, const Assignment& assignment) {
  auto* const receiver = std::get_if<ReceiverPart>(&session.part);
  if (receiver == nullptr) {
    return true;
  }
  receiver->plan = receiver->view == View::director ? assignment.planner.plan_for_director(receiver->plan)
                                                    : assignment.planner.plan(session.site, receiver->plan);
  bool all = true;
  for (std::size_t i = 0; i < receiver->uses.size(); ++i) {
    const auto track = wanted(receiver->uses[i], session, assignment);
    if (track == receiver->assigned[i]) {
      continue;
    }
    if (media_.post(engine::AssignSlot{session.id, static_cast<SlotIndex>(i), track})) {
      receiver->assigned[i] = track;
    } else {
      all = false;
    }
  }
  return all;
}

bool MediaRoom::assign_mix(const conference::Stage& stage) {
  std::vector<TrackId> heard;
  std::optional<TrackId> with_main;
  for (const SiteId& site : stage.heard) {
    for (const auto source : {MediaSource::camera, MediaSource::screen}) {
      const auto sound = track(site, source, MediaKind::audio);
      if (sound) {
        heard.push_back(*sound);
      }
      if (source == MediaSource::camera && site == stage.main) {
        with_main = sound;
      }
    }
  }
  if (heard == heard_ && with_main == with_main_) {
    return true;
  }
  if (!media_.post(engine::SetMix{mix_, heard, with_main})) {
    return false;
  }
  heard_ = std::move(heard);
  with_main_ = with_main;
  return true;
}

}  // namespace diemcau::server
