"""The unit of systemd: systemd accepts it, a tier comes back after every end, and only tiers that know HUP get one."""

import re
import shutil
import signal
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from vvw_site.testing import default_signals
from vvw_site.tests.image import CHECKOUT, startable

UNIT = CHECKOUT / "deploy/vvw@.service"
ANALYZE = shutil.which("systemd-analyze")
TIERS = startable() - {"release", "pages"}


@pytest.mark.skipif(not ANALYZE, reason="systemd is not installed")
def test_systemd_accepts_it(tmp_path: Path) -> None:
    (tmp_path / "vvw@.service").write_text(UNIT.read_text().replace("/opt/vvw/deploy/start", "/bin/sh"))
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", tmp_path / "vvw@site.service"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def service() -> dict[str, str]:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as the library documents it
    parser.read(UNIT)
    assert parser["Unit"]["StartLimitIntervalSec"] == "0", "systemd would give up, and a corrected setting would start nothing"
    return dict(parser["Service"])


def test_a_tier_comes_back_after_every_end() -> None:
    """ "on-failure" would leave one away that ended by TERM or HUP."""
    assert service()["Restart"] == "always"


@pytest.mark.parametrize("tier", sorted(TIERS))
def test_only_tiers_that_know_hup_get_one(tier: str) -> None:
    words = re.fullmatch(r"/bin/sh -c '(.*)'", service()["ExecReload"])
    assert words and {"site", "game"} < TIERS
    with subprocess.Popen(["sleep", "60"], preexec_fn=default_signals) as process:
        script = words[1].replace("%i", tier).replace("$MAINPID", str(process.pid))
        reloaded = subprocess.run(["sh", "-c", script], capture_output=True, check=False).returncode == 0
        if not reloaded:
            assert process.poll() is None
            process.terminate()
        assert process.wait(10) == -(signal.SIGHUP if tier in ("site", "game") else signal.SIGTERM)
    assert reloaded == (tier in ("site", "game"))
