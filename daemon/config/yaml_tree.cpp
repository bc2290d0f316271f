// yaml-cpp's own nodes accept duplicate keys, and the mark of a map is that of its first child.
// So the tree is built here from the parser's events, each of which carries its own mark: a stack
// holds the lists and maps that are still open, and a value that is complete joins the one above.
#include "config/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

namespace holdwatch::config {

namespace {

int line_of(const YAML::Mark& mark) {
  return mark.is_null() ? 1 : mark.line + 1;
}

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, std::vector<Problem>& problems)
      : file_(file), problems_(problems) {}

  Node take() { return std::exchange(root_, {}); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      throw YAML::ParserException(mark, "found a second document, expected only one");
    }
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(leaf(mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YAML::ParserException(mark, "found an alias, expected the value itself");
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    Node node = leaf(mark);
    node.kind = Node::Kind::text;
    node.text = value;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    Node node;
    std::optional<Node> key;  ///< of a map: the key whose value comes next
  };

  static Node leaf(const YAML::Mark& mark) {
    Node node;
    node.line = line_of(mark);
    return node;
  }

  void open(const YAML::Mark& mark, Node::Kind kind) {
    if (open_.size() == kMaxDepth) {
      throw YAML::ParserException(
          mark, fmt::format("found more than {} levels, expected fewer", kMaxDepth));
    }
    Node node = leaf(mark);
    node.kind = kind;
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == Node::Kind::list) {
      open_.back().node.children.push_back(std::move(node));
    } else if (!open_.back().key) {
      open_.back().key = std::move(node);
    } else {
      add_entry(open_.back(), std::move(node));
    }
  }

  void add_entry(Level& map, Node value) {
    const Node key = *std::exchange(map.key, std::nullopt);
    if (key.kind != Node::Kind::text) {
      problems_.push_back({file_, key.line, "",
                           fmt::format("found {} as a key, expected a name", to_string(key.kind))});
      return;
    }
    if (const Node* first = map.node.find(key.text)) {
      problems_.push_back(
          {file_, key.line, key.text,
           fmt::format("found the key a second time, expected it only on line {}", first->line)});
      return;
    }
    value.key = key.text;
    value.line = key.line;
    map.node.children.push_back(std::move(value));
  }

  const std::string& file_;
  std::vector<Problem>& problems_;
  std::vector<Level> open_;
  Node root_;
  int documents_ = 0;
};

}  // namespace

const Node* Node::find(std::string_view child_key) const {
  if (kind != Kind::map) return nullptr;
  auto child = std::find_if(children.begin(), children.end(),
                            [&](const Node& node) { return node.key == child_key; });
  return child == children.end() ? nullptr : &*child;
}

std::string_view to_string(Node::Kind kind) {
  constexpr std::string_view kNames[] = {"nothing", "a text", "a list", "a map"};
  return kNames[static_cast<std::size_t>(kind)];
}

Node parse_yaml(const std::string& text, const std::string& file, std::vector<Problem>& problems) {
  if (text.size() > kMaxFileBytes) {
    problems.push_back(
        {file, 1, "",
         fmt::format("found {} bytes, expected at most {}", text.size(), kMaxFileBytes)});
    return {};
  }
  TreeBuilder builder(file, problems);
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    problems.push_back({file, line_of(error.mark), "", error.msg});
    return {};
  } catch (const std::exception& error) {
    problems.push_back({file, 1, "", error.what()});
    return {};
  }
  Node root = builder.take();
  if (root.kind == Node::Kind::text || root.kind == Node::Kind::list) {
    problems.push_back({file, root.line, "",
                        fmt::format("found {}, expected a map of keys", to_string(root.kind))});
    return {};
  }
  return root;
}

}  // namespace holdwatch::config
