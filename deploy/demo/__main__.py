"""`make demo`: the whole chain on this machine, with a local Microsoft 365 in place of the real one."""

import argparse
import signal
import sys
from pathlib import Path

from deploy.demo.browser import browser_command
from deploy.demo.chain import Chain, say
from deploy.demo.facts import ADMIN_CLIENT_ID, ADMIN_SECRET, ORGANISATIES, PROVINCIE, Organisatie
from deploy.demo.people import SignIn
from deploy.demo.processes import ROOT, DemoError, Tenant, run, service, settings, tenant
from deploy.demo.register import Register
from deploy.demo.wegwijzer import Places, connect, own_browser, signpost, trust


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="end after the run")
    parser.add_argument("--browser", action="store_true", help="make a browser profile that trusts the demo")
    parser.add_argument(
        "--profiel", choices=sorted(ORGANISATIES), default=PROVINCIE.profiel, help="whose demo it is"
    )
    parser.add_argument("--folder", type=Path, help="where the demo keeps its state")
    parser.add_argument("--port", type=int, default=8443, help="of the service")
    parser.add_argument("--tenant-port", type=int, default=8444, help="of the local Microsoft 365")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _demo(parser.parse_args())
    except DemoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("\nGestopt. Alles staat nog in de map van de demo; een volgende start gaat daarmee verder.")
    return 0


def _demo(arguments: argparse.Namespace) -> None:
    organisatie = ORGANISATIES[arguments.profiel]
    folder: Path = (arguments.folder or _own_folder(organisatie)).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tenant(folder / "tenant", arguments.tenant_port, organisatie.soort) as running:
        environment = settings(folder, running, arguments.port, organisatie)
        administrator = {"MELD_ADMIN_CLIENT_ID": ADMIN_CLIENT_ID, "MELD_ADMIN_CLIENT_SECRET": ADMIN_SECRET}
        say(run("deploy.provision", environment=environment | administrator))
        with service(environment, folder / "service.log", running.ca) as url:
            say(run("plugin", "check", environment=environment))
            sign_in = SignIn(running.url, running.ca, url, organisatie)
            connect(Places(url, running.url, running.ca, ""))
            chain = Chain(url, running.url, running.ca, sign_in)
            chain.run()
            Register(url, running.url, running.ca, sign_in, environment).run()
            say(f"\nDe keten is rond. Dienst: {url} · nagebouwd Microsoft 365: {running.url}")
            if not arguments.once:
                places = Places(url, running.url, running.ca, chain.reference, organisatie)
                say(signpost(places))
                say(_browser(folder, running, places) if arguments.browser else trust(running.ca))
                say("Stoppen met Ctrl-C.")
                signal.pause()


def _own_folder(organisatie: Organisatie) -> Path:
    """Each organisation has a tenant of its own, so a folder of its own."""
    return ROOT / (".demo" if organisatie is PROVINCIE else f".demo-{organisatie.profiel}")


def _browser(folder: Path, running: Tenant, places: Places) -> str:
    certificate = running.data / "server.pem"
    return own_browser(browser_command(folder, running.ca, certificate, places.outlook))


if __name__ == "__main__":
    sys.exit(main())
