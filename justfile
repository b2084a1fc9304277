# What a developer does often; `just --list` shows it. Each recipe is one plain command without just, too.

# everything that CI does
check:
    bash .ci/run

# the tests
test *arguments:
    pytest {{arguments}}

# bring the Chinese catalogue up to date with the source, then fill in what is new and run `just compile`
translate:
    mkdir -p build
    pybabel -q extract -k _ -k Message --no-location -o build/fedtrack.pot fedtrack
    pybabel -q update -D fedtrack -l zh_CN -i build/fedtrack.pot -d fedtrack/locale --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date

# compile the catalogue; the .mo is committed so that a clone works as it is
compile:
    pybabel -q compile -D fedtrack -l zh_CN -d fedtrack/locale

# bring docs/reference*.md and what a Tab offers up to date with the commands
reference:
    python -m scripts.reference

# build wheel and sdist and try them: `just release python3.11 python3.14 --suite`; needs uv
release *arguments:
    python -m scripts.release {{arguments}}

# rates of start-up and scale beside their floors
bench *arguments:
    python -m benchmarks {{arguments}}
