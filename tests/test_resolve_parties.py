from __future__ import annotations

import pytest

from tests.resolve_markup import Read

TITLES = [
    ("{[group Norwegian] Defence Minister [person Ola Brekke]} resigned.", "Ola Brekke", "NOR", ("GOV",), "Norwegian Defence Minister"),
    ("{US Secretary of State [person Dan Roe]} flew home.", "Dan Roe", "USA", ("GOV",), "US Secretary of State"),
    ("{[person Karim Darwesh], head of the [group Iranian] [organisation Quds Force],} spoke.", "Karim Darwesh", "IRN", ("MIL",), "head of the Iranian Quds Force"),
    ("{The interior minister of [place Kenya], [person Tomas Adeyo],} resigned.", "Tomas Adeyo", None, ("GOV",), None),
    ("{Former [group Kenyan] President [person Jane Otieno]} spoke.", "Jane Otieno", "KEN", ("ELI",), "Former Kenyan President"),
    ("{[organisation State Department] spokesman [person Lee Marsh]} denied it.", "Lee Marsh", "USA", ("GOV",), "State Department spokesman"),
    ("{[person Mary Adeyo], the opposition leader,} was freed.", "Mary Adeyo", None, ("OPP", "PTY"), "opposition leader"),
    ("{[organisation Hezbollah] commander [person Nadir Salem]} was killed.", "Nadir Salem", "LBN", ("REB", "PTY"), "Hezbollah commander"),
    ("{[place Peru]'s foreign minister, [person Rosa Quispe],} left.", "Rosa Quispe", "PER", ("GOV",), None),
    ("{Minister of Culture [person Ana Lund]} left.", "Ana Lund", None, ("GOV",), "Minister of Culture"),
    ("{[person Ana Lund], a former judge,} left.", "Ana Lund", None, ("ELI",), "former judge"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name", "country", "sectors", "role"), TITLES)
def test_titles_and_appositions(
    marked: str, name: str, country: str | None, sectors: tuple[str, ...], role: str | None
) -> None:
    read = Read(marked)
    actor = read.actor(name)
    assert (actor.kind, actor.sectors) == ("person", sectors)
    if country is not None:
        assert actor.country == country
    if role is not None:
        assert role in actor.roles
    assert read.article.actors[0].ids == {"wikidata": None}
    start, end = read.parties[0]
    assert read.party(read.text[start:end])[0] == name


PHRASES = [
    ("Israeli troops", "{[group Israeli] troops} moved.", None, "ISR", ("MIL",)),
    ("the French army", "{the [group French] army} moved.", "French army", "FRA", ("MIL",)),
    ("the government of France", "{the government of [place France]} agreed.", "France", "FRA", ("GOV",)),
    ("protesters in Cairo", "{protesters in [place Cairo]} marched.", None, "EGY", ("CVL",)),
    ("police", "{police} came.", None, None, ("COP",)),
    ("dozens of Chilean students", "{dozens of [group Chilean] students} marched.", None, "CHL", ("EDU",)),
    ("members of parliament", "{members of parliament} voted.", None, None, ("LEG",)),
    ("officials speaking on condition of anonymity", "{officials speaking on condition of anonymity} agreed.", None, None, ("GOV",)),
    ("Hezbollah fighters", "{[organisation Hezbollah] fighters} fired.", None, "LBN", ("REB", "PTY")),
    ("UN peacekeepers", "{[organisation UN] peacekeepers} left.", None, "UNO", ("MIL",)),
    ("Iranian-backed militias", "{[group Iranian]-backed militias} fired.", None, None, ("UAF",)),
    ("a senior State Department official", "{a senior [organisation State Department] official} left.", None, "USA", ("GOV",)),
    ("Turkey's ruling party", "{[place Turkey]'s ruling party} won.", None, "TUR", ("PTY",)),
    ("the head of the army", "{the head of the army} left.", None, None, ("MIL",)),
    ("rebel troops", "{rebel troops} left.", None, None, ("REB",)),
    ("the Russians", "{the Russians} left.", "Russia", "RUS", ("GOV",)),
    ("the umbrella", "{the umbrella} opened.", None, None, ()),
    ("the Roe administration", "President of the {[group Kenyan] republic} [person Al Roe] and {the [person Roe] administration} left.", None, None, ("GOV",)),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "marked", "name", "country", "sectors"), PHRASES)
def test_nominals(phrase: str, marked: str, name: str | None, country: str | None, sectors: tuple[str, ...]) -> None:
    assert Read(marked).party(phrase) == (name, country, sectors)


def test_title_inside_the_mention() -> None:
    actor = Read("Then {police [person Chief Bo Marsh]} spoke.").actor("Bo Marsh")
    assert (actor.sectors, actor.roles) == (("COP",), ("police Chief",))


def test_widow_is_no_office() -> None:
    actor = Read("{The widow, [person Ana Lund], 54,} and {his rival [person Bo Roe]} spoke.").actor("Bo Roe")
    assert (actor.sectors, actor.roles) == ((), ())


def test_known_leader_has_a_country_and_no_office() -> None:
    read = Read("{[person Kofi Annan]} arrived.")
    assert read.party("Kofi Annan") == ("Kofi Annan", "UNO", ())


def test_country_is_a_party_with_its_government() -> None:
    assert Read("{[place Russia]} left the treaty.").party("Russia") == ("Russia", "RUS", ("GOV",))


def test_capital_stands_for_its_state_only_as_a_party() -> None:
    read = Read("{[place Moscow]} protested. [person Ana Lund] flew to [place Moscow].")
    assert read.party("Moscow") == ("Russia", "RUS", ("GOV",))
    assert (read.mention("Moscow").kind, read.mention("Moscow", 1).kind) == ("country", "place")
    assert read.chain("Moscow") != read.chain("Moscow", 1)
    assert read.mention("Moscow", 1).actor is None


def test_seat_of_government_is_a_body_of_its_own() -> None:
    read = Read("<The [facility Kremlin]> said «so».")
    assert read.party("The Kremlin") == ("Kremlin", "RUS", ("GOV",))


def test_nameless_spokesman_speaks_for_his_body() -> None:
    read = Read("<A spokeswoman for the [organisation Harbour Board]> said «so».")
    assert read.party("A spokeswoman for the Harbour Board")[0] == "Harbour Board"


def test_conjoined_titles_share_their_country() -> None:
    read = Read("{[group French] Foreign Minister [person Luc Morel]} and {Defence Minister [person Eve Petit]} came.")
    assert read.party("Defence Minister Eve Petit") == ("Eve Petit", "FRA", ("GOV",))


def test_unknown_is_never_guessed() -> None:
    read = Read("[place Kenya] waited. {President [person Ada Mwangi]} spoke. {[person Bo Nkemi]} listened.")
    assert read.party("President Ada Mwangi") == ("Ada Mwangi", None, ("GOV",))
    assert read.party("Bo Nkemi") == ("Bo Nkemi", None, ())


def test_former_holders_of_a_hyphenated_office_are_out_of_office() -> None:
    assert Read("{the former vice-president} spoke.").party("the former vice-president")[2] == ("ELI",)
    assert Read("{the vice-president} spoke.").party("the vice-president")[2] == ("GOV",)
