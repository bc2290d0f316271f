# A thin layer over the CMake presets: each target is one thing that people do.
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)
BIN := build/release/bin
DEMO_SECONDS ?=
FUZZ_SECONDS ?= 60
SEEDS ?= 2
SEED ?= 1
HOURS ?= 2400
ONLY ?=
RUNS ?=
QUICK ?=
WRITE_DOCS ?=

.PHONY: help setup build test demo simulate bench bench-causes bench-detection screenshots tsan tidy coverage fuzz clean
.DELETE_ON_ERROR:

help:  ## show these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 17

setup:  ## install the Debian packages that are missing (root or sudo)
	@bash cmake/setup.sh

# Ninja runs CMake again by itself when a list changes, but knows nothing of the presets.
build/%/build.ninja: CMakePresets.json | setup
	cmake --preset $*
	@touch $@

build: build/release/build.ninja | setup  ## build holdwatchd and holdwatchctl into build/release/bin
	cmake --build --preset release --target holdwatchd holdwatchctl

test: build/release/build.ninja build/asan/build.ninja | setup  ## run all tests and checks, then again with sanitizers
	cmake --build --preset release
	ctest --preset release
	cmake --build --preset asan
	ctest --preset asan

demo: build  ## watch a simulated contact centre (DEMO_SECONDS=N ends it by itself)
	$(if $(DEMO_SECONDS),timeout --foreground --preserve-status --signal=INT $(DEMO_SECONDS)) \
	  $(BIN)/holdwatchd --config config/examples/demo.yaml

simulate: build/release/build.ninja | setup  ## play HOURS of simulated centres under faults, from SEED on
	cmake --build --preset release --target simulate
	$(BIN)/simulate --seed $(SEED) --hours $(HOURS)

bench: build/release/build.ninja | setup  ## measure speed and memory: build/bench.json (ONLY=PART RUNS=N QUICK=1 WRITE_DOCS=1)
	cmake --build --preset release --target holdwatchd holdwatchctl benchmarks
	/usr/bin/python3 -B tests/benchmark/bench.py $(if $(ONLY),--only $(ONLY)) \
	  $(if $(RUNS),--runs $(RUNS)) $(if $(QUICK),--quick) $(if $(WRITE_DOCS),--write-docs)

screenshots: build  ## take the pictures of the wallboard for the README anew
	HOLDWATCHD=$(CURDIR)/$(BIN)/holdwatchd HOLDWATCHCTL=$(CURDIR)/$(BIN)/holdwatchctl \
	  HOLDWATCH_NODE_MODULES=$(CURDIR)/build/release/daemon/web/node_modules \
	  node tests/e2e/wallboard/screenshots.mjs docs/images

bench-detection: build/release/build.ninja | setup  ## hold detection against other detectors: tables for docs/evaluation.md
	cmake --build --preset release --target detection_report bench_engine
	$(BIN)/detection_report
	$(BIN)/bench_engine

bench-causes: build/release/build.ninja | setup  ## hold the search for causes against others (SEEDS worlds of each kind)
	cmake --build --preset release --target causes_benchmark
	$(BIN)/causes_benchmark $(SEEDS)

tsan: build/tsan/build.ninja | setup  ## run the tests with the thread sanitizer
	cmake --build --preset tsan
	ctest --preset tsan

tidy: build/tidy/build.ninja | setup  ## run clang-tidy over the daemon; findings are errors
	cmake --build --preset tidy

coverage: build/coverage/build.ninja | setup  ## line coverage; fails when the core's is under 90 %
	cmake --build --preset coverage
	ctest --preset coverage --exclude-regex throughput
	gcovr --root . --filter daemon/ --sort-uncovered build/coverage
	gcovr --root . --filter daemon/core/ --fail-under-line 90 --print-summary \
	  --output build/coverage/core.txt build/coverage

fuzz: build/fuzz/build.ninja | setup  ## fuzz each parser for FUZZ_SECONDS (60)
	cmake --build --preset fuzz
	@set -e; for parser in $(notdir $(wildcard tests/fuzz/corpus/*)); do echo "== $$parser"; \
	  mkdir -p build/fuzz/findings/$$parser; \
	  build/fuzz/bin/fuzz_$$parser -max_total_time=$(FUZZ_SECONDS) \
	    build/fuzz/findings/$$parser tests/fuzz/corpus/$$parser; done

clean:  ## remove everything that was built
	rm -rf build
