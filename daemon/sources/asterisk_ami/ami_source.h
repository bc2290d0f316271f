#pragma once

#include "sources/asterisk_ami/ami_probe.h"
#include "sources/recorded.h"
#include "sources/source.h"

/// Asterisk's queues, from its manager interface (AMI), live or as a recording. docs/asterisk.md
/// tells what the account needs.
namespace holdwatch::asterisk_ami {

/// `{name, type: asterisk_ami, address, username, secret_file, ...}`; config/holdwatch.yaml has
/// every key.
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"asterisk_ami", &read_source, &probe};

/// `ami`: what Asterisk sent to one account, as on the wire. Such a source's section tells what
/// the dialplan's own names mean.
RecordedFormat recorded_format(config::Section& section);

}  // namespace holdwatch::asterisk_ami
