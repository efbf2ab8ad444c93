// The camera of a simulated site: the site's name, a running counter and the machine-readable mark on a calm ground of
// the site's own colour.
#pragma once

#include <cstdint>
#include <string>

#include "robots/mark.hpp"
#include "robots/picture.hpp"
#include "robots/text.hpp"

namespace diemcau::robots {

class SitePicture {
 public:
  // `site_number` 0 to 31 goes into the mark and chooses the colour.
  SitePicture(std::string name, std::uint8_t site_number, int width_px, int height_px);

  // A square that tests compare with a beep: not there, dark, or lit.
  enum class Flash : std::uint8_t { none, dark, lit };
  // The picture of one frame. Valid until the next call.
  const Picture& draw(std::uint32_t frame_number, Flash flash);

 private:
  void draw_ground(const std::string& name);
  void draw_seats();

  TextPainter painter_;
  std::uint8_t site_number_;
  Picture ground_;
  Picture frame_;
};

}  // namespace diemcau::robots
