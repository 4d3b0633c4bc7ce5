"""The organisation's own words in sentences that are the same everywhere: a province, a municipality, a water board."""

from plugin.protocol.profiel import Profiel
from plugin.web.words import hoofdletter


def eigen(words: str, profiel: Profiel, **meer: str) -> str:
    """Fill in {organisatie}, {gebouw}, {ondertekenaar} and what else is given; with a capital where a sentence begins."""
    own = {
        "organisatie": profiel.organisatie.kort,
        "gebouw": profiel.organisatie.gebouw,
        "ondertekenaar": profiel.functies[profiel.routering.ondertekenaar].met_lidwoord,
        **meer,
    }
    return words.format(**own, **{name.capitalize(): hoofdletter(word) for name, word in own.items()})
