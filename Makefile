# Any Python from 3.11 on, the number of processes that share the tests, and whether what is
# installed is what requirements/ holds, by version and hash (LOCK=no: what pyproject.toml allows).
PYTHON ?= python3
WORKERS ?= auto
LOCK ?= yes
VENV := .venv
BIN := $(VENV)/bin

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help report test lint format lock clean tex

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(VENV)/.report tex  ## verify the notes and write build/report.pdf
	$(BIN)/derivecheck report --output build

test: lint tex  ## lint, then run the tests
	$(BIN)/pytest -n $(WORKERS)

lint: $(VENV)/.dev  ## style, types, direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev  ## put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: | $(BIN)/pip  ## choose and hash anew what is installed: requirements/*.lock
	@$(BIN)/python -m pip install --quiet uv
	$(foreach extra,report dev,$(call locked,$(extra)))

clean:  ## remove what was built; the virtual environment stays
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

# Without TeX the report still writes .tex, figures and JSON, and the tests that need it are skipped.
tex:
	@scripts/install-tex || true

# .venv/.dev and .venv/.report: the extra of that name is installed, as pyproject.toml has it now.
$(VENV)/.%: pyproject.toml requirements/%.lock | $(BIN)/pip
	@echo "Installing derivecheck[$*] and what it needs into $(VENV)"
ifeq ($(LOCK),no)
	@$(BIN)/python -m pip install --quiet --editable '.[$*]'
else
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/$*.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endif
	@touch $@

# One lock for every system and every Python from 3.11 on: an extra, and what builds the package.
define locked
$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
	--extra $(1) --output-file requirements/$(1).lock pyproject.toml requirements/build.in

endef

# pip comes last into a new environment: one that was interrupted counts as absent.
$(BIN)/pip:
	@scripts/make-venv $(PYTHON) $(VENV)
