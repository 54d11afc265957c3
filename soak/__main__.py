"""Run the rehearsals one after the other and keep what they counted in `var/soak/results.json`.

Settings, from the environment: ONLY (names of modules, with commas), SECONDS (of load in each, 20).
"""

import datetime
import importlib
import json
import os
import pkgutil
import shutil
import sys
import time
from types import ModuleType

import soak
from config.launch import preflight, say
from config.launch.prepare import compile_translations
from config.launch.run import build_assets
from config.launch.say import Stop
from config.paths import BASE_DIR, var_dir


def main() -> None:
    say.prepare_streams()
    os.chdir(BASE_DIR)
    for name in list(os.environ):
        if name in {"DATABASE_URL", "REDIS_URL", "HOST", "PORT"} or name.startswith(("EMAIL_", "RAPPORT_")):
            del os.environ[name]
    os.environ["RAPPORT_VAR"] = "var/soak"
    try:
        chosen = rehearsals([name for name in os.environ.get("ONLY", "").split(",") if name])
        with preflight.only_one(preflight.make_var(), "make soak", ""):
            build_assets()
            compile_translations()
            sys.exit(1 if _run(chosen, float(os.environ.get("SECONDS") or 20)) else 0)
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def rehearsals(only: list[str]) -> dict[str, ModuleType]:
    """Return the modules that rehearse something, by name; those named, if any are."""
    modules = {one.name: importlib.import_module(f"soak.{one.name}") for one in pkgutil.iter_modules(soak.__path__)
               if one.name != "__main__"}  # fmt: skip
    found = {name: module for name, module in sorted(modules.items()) if hasattr(module, "rehearse")}
    if unknown := set(only) - set(found):
        raise Stop(f"ONLY={','.join(sorted(unknown))} is unknown: give one of {', '.join(found)}.")
    return {name: module for name, module in found.items() if not only or name in only}


def _run(chosen: dict[str, ModuleType], seconds: float) -> int:
    """Return how many failed."""
    failed = 0
    results: dict[str, object] = {"at": datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")}
    results |= {"cores": os.cpu_count(), "seconds": seconds}
    for name, module in chosen.items():
        folder = var_dir() / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        say.line(f"\n  {name}: {(module.__doc__ or '').splitlines()[0]}")
        begun = time.monotonic()
        try:
            facts = module.rehearse(folder, seconds)
        except soak.Failed as failure:
            failed += 1
            results[name] = {"failed": str(failure)}
            say.problem(f"{failure}\n  Logs: {folder}")
            continue
        results[name] = facts
        for sentence, figure in facts.items():
            say.line(f"    {sentence:<72} {figure}")
        say.done(name, time.monotonic() - begun)
    (var_dir() / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")
    return failed


if __name__ == "__main__":
    main()
