#pragma once

#include "net/tls_client.h"

namespace holdwatch::net {

/// `tls: {ca_file, server_name, certificate_file, key_file}`, to its end. A template, since this
/// room knows no configuration: `Section` is config::Section.
template <class Section>
TlsSettings read_tls(Section section) {
  TlsSettings tls;
  tls.ca_file = section.text("ca_file", "");
  tls.server_name = section.text("server_name", "");
  tls.certificate_file = section.text("certificate_file", "");
  tls.key_file = section.text("key_file", "");
  if (tls.certificate_file.empty() != tls.key_file.empty()) {
    section.problem("key_file", "certificate_file and key_file need each other");
  }
  section.finish();
  return tls;
}

}  // namespace holdwatch::net
