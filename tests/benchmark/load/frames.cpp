#include "frames.h"

#include <utility>

#include "wire/json_encoder.h"

namespace holdwatch::load {

void Frames::add(const CallEvent& event) {
  if (format_ == Format::json) {
    if (!lines_.empty()) lines_ += '\n';
    lines_ += wire::to_json(event);
    return;
  }
  if (!batch_) batch_.emplace("pbx", ++sequence_);
  batch_->add(event);
}

std::string Frames::take() {
  if (format_ == Format::json) return std::exchange(lines_, {});
  std::string frame = batch_->frame();
  batch_.reset();
  return frame;
}

}  // namespace holdwatch::load
