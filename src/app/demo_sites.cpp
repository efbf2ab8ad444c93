#include "app/demo_sites.hpp"

namespace diemcau::app {

std::unique_ptr<DemoSites> run_demo_sites(const DemoSetting&) {
  return nullptr;
}

}  // namespace diemcau::app
