#!/usr/bin/env python3
"""The layer check itself: what it must let pass and what it must find."""
import pathlib
import tempfile
import unittest

import layers


class LayersTest(unittest.TestCase):
    def problems(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "daemon" / path).parent.mkdir(parents=True)
            (root / "daemon" / path).write_text(text)
            return layers.check(root)

    def test_lets_the_arrows_of_the_layout_pass(self):
        for path, text in [
            ("core/state/x.cpp", '#include "model/time.h"\n#include "core/ids.h"\n'),
            ("core/x.h", "#include <vector>\n#include <boost/unordered/unordered_flat_map.hpp>\n"),
            ("model/x.h", "#include <fmt/format.h>\n"),
            ("sources/zmq/x.cpp", '#include "sources/zmq/y.h"\n#include "sources/source.h"\n'
                                  '#include "net/http_server.h"\n#include "wire/x.h"\n'),
            ("sinks/zmq/x.cpp", '#include "config/section.h"\n#include <boost/asio/post.hpp>\n'),
            ("sinks/zmq/x.cpp", '#include "sinks/delivery/x.h"\n'),
            ("app/x.cpp", '#include "core/engine.h"\n#include "sources/zmq/x.h"\n'),
            ("main.cpp", '#include "app/daemon.h"\n'),
        ]:
            self.assertEqual(self.problems(path, text), [], path)

    def test_finds_every_forbidden_include(self):
        for path, text in [
            ("model/x.h", '#include "core/engine.h"'),
            ("core/x.cpp", '#include "wire/json.h"'),
            ("core/x.cpp", "#include <boost/asio/post.hpp>"),
            ("core/x.cpp", "#include <spdlog/spdlog.h>"),
            ("core/x.cpp", "#include <random>"),
            ("core/x.cpp", "  #  include <unistd.h>"),
            ("net/x.cpp", '#include "model/time.h"'),
            ("sources/zmq/x.cpp", '#include "core/engine.h"'),
            ("sources/zmq/x.cpp", '#include "sinks/sink.h"'),
            ("sources/zmq/x.cpp", '#include "sources/jsonl/jsonl_source.h"'),
            ("sources/recorded.cpp", '#include "sources/jsonl/jsonl_source.h"'),
            ("sinks/zmq/x.cpp", '#include "sinks/metrics/metrics_sink.h"'),
            ("sinks/zmq/x.cpp", '#include "app/pipeline.h"'),
            ("sinks/delivery/x.cpp", '#include "sinks/zmq/zmq_sink.h"'),
            ("app/x.cpp", "#include <boost/asio.hpp>"),
        ]:
            self.assertEqual(len(self.problems(path, text + "\n")), 1, (path, text))

    def test_finds_a_clock_in_the_core(self):
        text = "// why\nauto t = std::chrono::system_clock::now();\n"
        self.assertEqual(len(self.problems("core/x.cpp", text)), 1)
        self.assertEqual(self.problems("app/x.cpp", text), [])


if __name__ == "__main__":
    unittest.main()
