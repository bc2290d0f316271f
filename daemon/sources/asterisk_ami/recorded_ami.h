#pragma once

#include "sources/asterisk_ami/ami_mapping.h"
#include "sources/recorded.h"

namespace holdwatch::asterisk_ami {

/// A raw recording of what Asterisk sent to one AMI account: banner, replies and events as on the
/// wire. It has no times of arrival, so events without a Timestamp are refused.
std::unique_ptr<RecordedFile> open_recorded_ami(const std::string& path, RejectedHandler rejected,
                                                AmiMapping mapping);

}  // namespace holdwatch::asterisk_ami
