"""`make bench`: every figure of the design that exists, beside its target.

Each file of this folder, and each folder in it that can be run, prints lines `what | measured | target`.
Ratios are measured side by side in one run, because machines differ and are busy; nothing here passes or fails.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SKIP = {
    "__main__.py",
    "conformance.py",
    "fuzz_readers.py",
    "generate_script.py",
    "kill_money.py",
    "picture_acceptance.py",
}


def main(names: list[str]) -> None:
    """Run the benchmarks named, or all."""
    found = [p for p in sorted(HERE.glob("*.py")) if p.name not in SKIP]
    found += sorted(p.parent for p in HERE.glob("*/__main__.py"))
    chosen = [p for p in found if not names or p.stem in names]
    print("what | measured | target")
    for path in chosen:
        print(f"-- {path.stem}", flush=True)
        subprocess.run([sys.executable, str(path)], check=False, cwd=HERE.parent)


if __name__ == "__main__":
    main(sys.argv[1:])
