# Two commands do all the set-up: `make demo` and `make test`. Nothing needs to be done before them. `make install` puts
# prepose where people use it.

CARGO ?= cargo
PREPOSE = target/debug/prepose
RECORDINGS = $(or $(PREPOSE_RECORDINGS),$(wildcard ../shared/recordings))

.PHONY: demo test soundness accuracy bench fuzz build deps install uninstall notices page-checks lint-pages

# What prepose is for, on people made for the purpose: write, check, perform, run, look.
demo: build
	@sh examples/demo.sh $(PREPOSE)

# Everything: unit tests, golden files, properties, command line, pages in a browser, recordings where they are there.
test: deps
	@echo "building the tests (many minutes the first time)" >&2
	@$(CARGO) test --workspace --quiet --no-run
	@$(CARGO) test --workspace

# What is proved of the shipped gestures against BODIES bodies for each proof, and against Z3's own way with polynomials,
# on all cores (ten minutes on two).
BODIES ?= 1000000
soundness: deps
	@PREPOSE_BODIES=$(BODIES) $(CARGO) test --profile quick --test verify -- soundness exact --nocapture --test-threads 1

build: deps
	@[ -e "$(PREPOSE)" ] || echo "building prepose (some minutes, once)" >&2
	@$(CARGO) build --quiet

# prepose, its libz3, licences and shell completions below PREFIX. The default needs no other user's rights, so that cargo
# runs as the one who has it; DESTDIR is for those who make packages.
PREFIX ?= $(HOME)/.local
PROFILE ?= release
BUILT = $(or $(CARGO_TARGET_DIR),target)/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))
install: deps
	@$(CARGO) build --locked --quiet --profile $(PROFILE) --bin prepose
	@sh tools/install.sh put "$(BUILT)/prepose" "$(PREFIX)"

uninstall:
	@sh tools/install.sh take "$(PREFIX)"

# THIRD-PARTY.md: what others made and the binary carries. To be run after each change of Cargo.lock.
notices:
	@python3 tools/notices.py

# libz3, the library of the proofs: the system's where it is new enough, else fetched (tools/fetch.py says how).
deps:
	@{ cmp -s tools/requirements.txt .deps/z3/requirements.txt && [ -e .deps/z3/library ]; } || python3 tools/fetch.py

# What looks at the pages: eslint, axe and what drives a browser, pinned by hash in tools/page-checks/package-lock.json.
PAGE_CHECKS = tools/page-checks
page-checks: $(PAGE_CHECKS)/node_modules/.package-lock.json
$(PAGE_CHECKS)/node_modules/.package-lock.json: $(PAGE_CHECKS)/package-lock.json
	@cd $(PAGE_CHECKS) && npm ci --silent --no-audit --no-fund --ignore-scripts && touch node_modules/.package-lock.json

# The scripts of the pages, and of their checks.
lint-pages: page-checks
	@$(PAGE_CHECKS)/node_modules/.bin/eslint --config $(PAGE_CHECKS)/eslint.config.js --max-warnings 0 src/view $(PAGE_CHECKS)/*.js

# How the gestures of gestures/recorded do on recordings of real people.
accuracy: deps
	@$(CARGO) build --release --quiet
	@if [ -z "$(RECORDINGS)" ]; then echo "skipped: no recordings; set PREPOSE_RECORDINGS to their folder"; else \
	  target/release/prepose accuracy gestures/recorded --recordings "$(RECORDINGS)" \
	    --labels gestures/recorded/labels.csv --nested gestures/recorded/nested.csv \
	    --main utd_mhad,irds,ui_prmd --picture target/confusion.svg && \
	  echo "picture: target/confusion.svg"; fi

# Speed, each figure beside the one it is compared with.
bench: deps
	@$(CARGO) bench --workspace

# Each fuzz target for SECONDS (cargo-fuzz must be installed: cargo install cargo-fuzz). Those that read texts begin with
# ours and know the words of the language; what is found on the way stays in fuzz/corpus for the next time.
SECONDS ?= 60
WORDS = target/fuzz-words
fuzz: deps
	@mkdir -p target && sed -n '/#\[token(/p; /^words! {/,/^}/p' src/syntax/token.rs | grep -o '"[^"]*"' | sed 's/"\(.*\)"/" \1 "/' > $(WORDS)
	@for target in $$(sed -n 's/^name = "\(.*\)"/\1/p' fuzz/Cargo.toml | grep -v prepose-fuzz); do \
	  mkdir -p fuzz/corpus/$$target; \
	  case $$target in \
	    front_end) texts="stdlib gestures examples tests/ui"; own="-dict=$(WORDS) -max_len=4096";; \
	    verify) texts="stdlib examples tests/ui/proved"; own="-dict=$(WORDS) -max_len=4096 -timeout=60";; \
	    cache) texts=; own="-len_control=0 -max_len=1024";; \
	    *) texts=; own=;; \
	  esac; \
	  RUSTC_BOOTSTRAP=1 $(CARGO) fuzz run $$target fuzz/corpus/$$target $$texts -- \
	    -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 $$own || exit 1; done
