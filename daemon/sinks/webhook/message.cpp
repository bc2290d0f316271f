#include "sinks/webhook/message.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "model/names.h"
#include "sinks/delivery/headline.h"
#include "wire/alert_json.h"
#include "wire/json_writer.h"

namespace holdwatch::webhook {

namespace {

// Slack's own limits, in characters; a byte is one at least.
constexpr std::size_t kHeader = 150;
constexpr std::size_t kSection = 3'000;

/// Cuts between characters, not in the middle of one.
std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "...";
}

/// Slack's mrkdwn knows three characters that mean something else.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string what_happened(const AlertChange& change) {
  std::string text;
  for (const std::string* part : {&change.story, &change.data}) {
    if (!part->empty()) text += escaped(*part) + "\n";
  }
  if (!change.request.empty()) text += fmt::format("*{}*\n", escaped(change.request));
  if (change.acknowledged_by)
    text += fmt::format("Seen by {}.\n", escaped(*change.acknowledged_by));
  return text.empty() ? " " : text;
}

void write_text(wire::JsonWriter& json, std::string_view type, std::string_view text) {
  json.open_object();
  json.text("type", type);
  json.text("text", text);
  json.close_object();
}

void write_block(wire::JsonWriter& json, std::string_view type, std::string_view text_type,
                 std::string_view text) {
  json.open_object();
  json.text("type", type);
  json.key("text");
  write_text(json, text_type, text);
  json.close_object();
}

void write_context(wire::JsonWriter& json, const std::string& text) {
  json.open_object();
  json.text("type", "context");
  json.key("elements");
  json.open_array();
  write_text(json, "mrkdwn", text);
  json.close_array();
  json.close_object();
}

}  // namespace

std::string to_json(const Notice& notice) {
  std::string body = wire::to_json(notice.change);
  body.pop_back();  // the brace, behind what is added
  if (notice.owner) {
    body += ",\"department\":";
    wire::JsonWriter(body).text(notice.owner->department);
  }
  if (notice.is_retraction) body += ",\"retracted\":true";
  if (notice.is_test) body += ",\"test\":true";
  return body + "}";
}

std::string to_slack(const Notice& notice, const std::string& public_url) {
  const std::string title = headline(notice);
  std::string body;
  wire::JsonWriter json(body);
  json.open_object();
  json.text("text", title);  // of notifications, which show no blocks
  json.key("blocks");
  json.open_array();
  write_block(json, "header", "plain_text", shortened(title, kHeader));
  write_block(json, "section", "mrkdwn", shortened(what_happened(notice.change), kSection));
  write_context(json, fmt::format("{} | <{}|Holdwatch>", to_string(notice.change.severity),
                                  link_to(public_url, notice.change)));
  json.close_array();
  json.close_object();
  return body;
}

std::string sign(const std::string& body, const std::string& secret, Time now) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  const std::string text = fmt::format("{}.{}", seconds, body);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  return fmt::format("t={},v1={:02x}", seconds,
                     fmt::join(digest.begin(), digest.begin() + length, ""));
}

net::HttpCall to_message(const Notice& notice, const Style& style, Time now) {
  const AlertChange& change = notice.change;
  net::HttpCall call;
  call.body = style.format == Format::slack ? to_slack(notice, style.public_url) : to_json(notice);
  call.headers = {
      {"Content-Type", "application/json"},
      {"Idempotency-Key", fmt::format("{}-{}-{}", change.id, change.time.time_since_epoch().count(),
                                      to_string(change.status))}};
  if (!style.secret.empty()) {
    call.headers.emplace_back("Holdwatch-Signature", sign(call.body, style.secret, now));
  }
  return call;
}

}  // namespace holdwatch::webhook
