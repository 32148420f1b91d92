# One word per job. A fresh machine needs Python 3.11 or newer (with venv), git and make.
# Another Python: make map PYTHON=python3.12

PYTHON ?= python3

# Only paths relative to this file: its folder's name may hold spaces.
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.installed
READY_DEV := $(VENV)/.installed-dev
# Python itself compiles what is imported, at its first import; pip would compile all there is, which
# takes as long as the rest of its work.
PIP_INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet --no-compile
INDEX := gazetteer/data/places.index
INDEX_SOURCES := $(addprefix gazetteer/,index_file/areas.py index_file/build.py index_file/entry.py index_file/index.py names.py sounds.py index_file/supplement.py index_file/twins.py) \
    $(wildcard gazetteer/data/*.csv gazetteer/data/supplement/*.toml)

.DELETE_ON_ERROR:
.PHONY: help map docs test thorough lowest lint format atlas schema sweep index golden manifest benchmark benchmark-buffers peers screenshot wheel hooks clean FORCE

help:  ## show these lines
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 20

map: $(READY)  ## make the comparison map, safe-zones.html, from what is shipped
	@$(PY) -m geozone.cli map --output safe-zones.html

docs: $(READY_DEV)  ## build the documentation's site into build/docs, without a network
	@$(PY) -m sphinx --fail-on-warning --quiet --doctree-dir build/doctrees docs build/docs
	@echo "$(CURDIR)/build/docs/index.html"

# A run for each suite: while Playwright's sync API is open, asyncio fails in the same process; and the
# browser's and the installing tests are slow and should not hide what the quick ones say. All are
# spread over processors by their files, for what a module makes is made once. Only the lowest versions
# are one file, whose tests share what they make on disk. `make test` samples the cases of tests
# marked one_in (tests/conftest.py). Without bytecode each of the hundred processes that tests begin
# would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
test: export GEOZONE_SAMPLE := 1
test: SUITES := main browser install
test:  ## run the tests: the main suite, in a browser, from an empty environment
thorough: export GEOZONE_SAMPLE := 0
thorough: SUITES := main browser install lowest
thorough:  ## all tests with every case of every one; half an hour more
lowest: SUITES := lowest
lowest:  ## try the lowest versions that are declared (needs Python 3.11)
test thorough lowest: $(READY_DEV)
	@failed=; \
	for suite in $(SUITES); do \
	    spread=loadfile; \
	    case $$suite in \
	        main) set -- -m "not browser and not install" ;; \
	        browser) set -- -m browser tests/browser tests/docs ;; \
	        install) set -- -m "install and not lowest" tests/install ;; \
	        lowest) set -- -m lowest tests/install/test_lowest.py; spread=load ;; \
	    esac; \
	    set -- -n auto --maxprocesses 4 --dist $$spread --no-loadscope-reorder "$$@"; \
	    echo "pytest $$*"; \
	    $(PY) -m pytest --quiet -rs "$$@" $(ARGS); code=$$?; \
	    case $$code in \
	        0) ;; \
	        2) exit 2 ;; \
	        5) echo "make $@: no test of the $$suite suite was selected: that is no pass" >&2; failed=1 ;; \
	        *) failed=1 ;; \
	    esac; \
	done; \
	if [ -n "$$failed" ]; then echo "make $@: failed" >&2; exit 1; fi; \
	echo "make $@: all passed"

lint: $(READY_DEV)  ## check style, format and types
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo "make lint: run make format" >&2; exit 1; }
	@$(PY) -m mypy
	@cd docs && ../$(PY) -m mypy --config-file ../pyproject.toml --package ext
	@echo "make lint: all good"

format: $(READY_DEV)  ## put the code in its format
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format .

atlas: $(READY_DEV)  ## rebuild geozone/data from its sources (needs a network and npm)
	@$(PIP_INSTALL) 'timezonefinder==9.0.0'
	@$(PY) scripts/build_atlas.py

schema: $(READY_DEV)  ## write the JSON Schema and reference of scenario files from the tables
	@$(PY) scripts/build_schema.py

sweep: $(READY_DEV)  ## check zones along every land border; ARGS="--depth 15 --sample 20", --help
	@$(PY) -m scripts.sweep $(ARGS)

index: $(READY)  ## rebuild the index of places after a change of its sources
	@$(PIP_INSTALL) --no-deps --editable .
	@ls -l $(INDEX)

golden: $(READY_DEV)  ## keep what the shipped map says now, after a wanted change of it
	@$(PY) scripts/golden.py

manifest: $(READY_DEV)  ## hash every output into build/manifest.txt; ARGS="--against FILE"
	@$(PY) scripts/manifest.py $(ARGS)

benchmark: $(READY_DEV)  ## measure side by side with a plain script; WRITE=1 keeps the table
	@$(PY) benchmarks/run.py $(if $(WRITE),--write)

benchmark-buffers: $(READY_DEV)  ## measure buffers beside other tools (make peers); WRITE=1, ARGS="--only depths"
	@$(PY) -m benchmarks.buffers $(if $(WRITE),--write) $(ARGS)

peers: $(PY)  ## install the tools that buffers are measured beside (npm, PyPI; others by apt-get)
	@mkdir -p build/peers
	@cp benchmarks/peers/package.json benchmarks/peers/package-lock.json build/peers
	@npm ci --prefix build/peers --no-audit --no-fund --loglevel=error
	@"$(PYTHON)" -m venv build/peers/venv
	@build/peers/venv/bin/python -m pip --disable-pip-version-check install --quiet --requirement benchmarks/peers/requirements.txt
	@command -v Rscript >/dev/null && Rscript -e 'invisible(loadNamespace("terra"))' 2>/dev/null || echo "for terra: apt-get install r-cran-terra"
	@ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || echo "for PostGIS: apt-get install postgresql postgresql-15-postgis-3"

screenshot: $(READY_DEV)  ## take the picture of the README again (needs Chromium)
	@$(PY) scripts/screenshot.py

wheel: $(READY_DEV)  ## build the wheel into dist/
	@$(PY) -m build --wheel --outdir dist . > build.log 2>&1 || { cat build.log >&2; rm -f build.log; exit 1; }
	@rm -f build.log
	@ls dist/*.whl

hooks: $(READY_DEV)  ## check what `make lint` checks before each commit
	@$(PIP_INSTALL) 'pre-commit>=3.2'
	@$(PY) -m pre_commit install

clean:  ## remove what was made, but for .venv and the index of places
	@rm -rf build dist docs/made docs/notebooks/*.ipynb safe-zones.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

# --- the environment -----------------------------------------------------------------------------

$(PY):
	@command -v "$(PYTHON)" >/dev/null || { \
	    echo 'geozone needs Python 3.11 or newer, and there is no $(PYTHON): install it, or say make PYTHON=/path/to/python' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "geozone needs Python 3.11 or newer, $(PYTHON) is $$("$(PYTHON)" --version 2>&1): say make PYTHON=python3.11 (or newer)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo 'this Python cannot make environments: install the package python3-venv (apt-get install python3-venv)' >&2; exit 1; }
	@echo "Setting up $(VENV) (once; it takes a minute) …"
	@"$(PYTHON)" -m venv --clear $(VENV)

# Installing builds the index of places too, so its sources stand here, and a lost index forces it.
$(READY): $(PY) pyproject.toml hatch_build.py $(INDEX_SOURCES) $(if $(wildcard $(INDEX)),,FORCE)
	@$(PIP_INSTALL) --editable .
	@touch $@

# The extra's list is read here rather than asked for as .[dev], which would build everything again.
$(READY_DEV): $(READY) pyproject.toml
	@$(PY) -c 'import tomllib; extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; print("\n".join(extras["dev"]))' > $(VENV)/dev.txt
	@$(PIP_INSTALL) --requirement $(VENV)/dev.txt
	@touch $@

FORCE:
