#pragma once

#include <string>
#include <string_view>

namespace holdwatch::net {

/// What a file holds, without the newline at its end: a password, a token. A bare name is that of a
/// credential that systemd hands over (LoadCredential=), in $CREDENTIALS_DIRECTORY. Throws
/// std::runtime_error, with a message for the operator that names no secret, when it can't be read
/// or is empty.
std::string read_secret_file(const std::string& path);

/// In a time that doesn't tell where they differ.
bool is_same_secret(std::string_view a, std::string_view b);

}  // namespace holdwatch::net
