# Everything a newcomer needs; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT := 3978
# Links that people get lead to where the program is, unless the settings say otherwise.
LEADS_HERE = $(if $(filter command%,$(origin PORT)),GT_PUBLIC_URL=$${GT_PUBLIC_URL:-http://localhost:$(PORT)} )
# What the tests need beside Python; .ci/run takes it from here too. A machine may have Node.js from
# elsewhere, beside which Debian's cannot be installed: it is asked for only where there is no npm.
TOOLS := caddy chromium debootstrap fonts-dejavu-core fonts-liberation iproute2 libatomic1 nginx-light poppler-utils postgresql systemd
# Out of Debian's package of Prometheus, without its server, which would listen on the network.
PROMTOOL := var/tools/promtool
AS_ROOT = $(if $(filter 0,$(shell id -u)),,sudo )

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check format bench failures bare-machine pictures picture-of-the-house tools lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-20s %s\n", $$1, $$2}'

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Golden Thread needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.run ## make .venv and install from the lock

demo: $(VENV)/.run ## play the main job on made-up data, then stay up on a terminal; takes PORT=3999
	$(BIN)/python app.py demo --port $(PORT)

run: $(VENV)/.run ## serve on this machine; takes PORT=3999
	$(LEADS_HERE)$(BIN)/python app.py serve --port $(PORT)

test: $(VENV)/.dev ## run every test this machine can; what is missing is named, with what brings it
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev ## style, types and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

format: $(VENV)/.dev ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure beside the yardsticks, in one run
	$(BIN)/python -m tests.bench

failures: $(VENV)/.dev ## kill, cut off and hold up at full size; takes 70 minutes
	$(BIN)/python -m tests.failures

bare-machine: $(VENV)/.dev ## follow docs/going-live.md on a bare Debian 12, made for it; as root, takes six minutes
	$(BIN)/python -m tests.doors.bare_machine

pictures: $(VENV)/.dev ## draw the README's pictures from the program itself
	$(BIN)/python -m tests.pictures

picture-of-the-house: $(VENV)/.dev ## draw the plan in docs/architecture.md from the code's imports
	$(BIN)/python -m tests.architecture.picture_of_the_house

tools: ## install what the browser, PostgreSQL and Teams client tests need (apt and npm; asks for root)
	$(AS_ROOT)apt-get update -qq
	$(AS_ROOT)apt-get install -y -qq --no-install-recommends $(TOOLS) \
		$$(command -v npm >/dev/null || echo nodejs npm)
	@test -x $(PROMTOOL) || { rm -rf $(PROMTOOL).parts && mkdir -p $(PROMTOOL).parts && cd $(PROMTOOL).parts \
		&& apt-get download -qq prometheus && dpkg -x prometheus_*.deb . && cd $(CURDIR) \
		&& mv $(PROMTOOL).parts/usr/bin/promtool $(PROMTOOL) && rm -rf $(PROMTOOL).parts; }
	npm ci --prefix tests --no-audit --no-fund --loglevel=error

lock: ## write the lock files anew from pyproject.toml
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove what was made, and the demo's data
	rm -rf $(VENV) var/demo var/demo.* var/artefacts tests/node_modules
