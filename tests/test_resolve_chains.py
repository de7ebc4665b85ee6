from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encoder.annotation import Annotation, EventSpans, LabelledSpan
from onrecord.resolve import Parties, resolve
from onrecord.text import sentences, words
from tests.resolve_markup import Read, blank


def same(read: Read, *quotes: str | tuple[str, int]) -> bool:
    chains = {read.chain(*(quote if isinstance(quote, tuple) else (quote,))) for quote in quotes}
    return len(chains) == 1 and None not in chains


def test_full_name_surname_and_title_are_one() -> None:
    read = Read(
        "{Judge [person Ana Maria Lund]} spoke. {Ms [person Lund]} left. {The judge} slept. [person Per Lindt] stayed."
    )
    assert same(read, "Ana Maria Lund", "Lund", "The judge")
    assert read.chain("Per Lindt") != read.chain("Lund")
    assert [a.name for a in read.article.actors] == ["Ana Maria Lund", "Per Lindt"]


def test_surname_before_the_full_name() -> None:
    read = Read("[person Lund] left. [person Ana Lund], 54, is a nurse.")
    assert same(read, "Lund", "Ana Lund")


def test_two_bearers_of_a_surname_are_told_apart_by_gender() -> None:
    read = Read("[person Maria Adeyo] met [person Peter Adeyo]. Mrs [person Adeyo] sang. Mr [person Adeyo] danced.")
    assert read.chain("Adeyo", 0) == read.chain("Maria Adeyo")
    assert read.chain("Adeyo", 1) == read.chain("Peter Adeyo")


def test_particles_and_accents_do_not_part_a_name() -> None:
    read = Read("[person Karim al-Zubari] and [person José Peña] met. [person Zubari] left. [person Pena] stayed.")
    assert same(read, "Karim al-Zubari", "Zubari")
    assert same(read, "José Peña", "Pena")


def test_body_short_form_and_initials() -> None:
    read = Read(
        "[organisation Harbour Workers' League] ([organisation HWL]) struck. The [organisation HWL] won. The [organisation League] sang."
    )
    assert same(read, "Harbour Workers' League", "HWL", ("HWL", 1), "League")
    assert read.article.actors[0].name == "Harbour Workers' League"


def test_ministries_of_two_countries_stay_apart() -> None:
    read = Read(
        "The [group Russian] [organisation Defence Ministry] and the [group Ukrainian] [organisation Defence Ministry] spoke."
    )
    first, second = (read.mention("Defence Ministry", n) for n in (0, 1))
    assert first.chain != second.chain
    assert [a.country for a in read.article.actors] == ["RUS", "UKR"]


def test_names_of_a_country_are_one() -> None:
    read = Read("[place Burma] voted. [place Myanmar] counted. The [place U.S.] and the [place United States] watched.")
    assert same(read, "Burma", "Myanmar")
    assert same(read, "U.S.", "United States")
    geo = read.mention("Burma").geo
    assert geo is not None
    assert (geo.name, geo.country, geo.lat, geo.lon, geo.precision) == ("Myanmar", "MMR", None, None, "country")


def test_adjective_of_a_country_is_no_actor() -> None:
    read = Read("The [group Peruvian] coast is long.")
    assert read.mention("Peruvian").kind == "group"
    assert read.article.actors == ()


def test_georgia_of_the_south() -> None:
    assert Read("[place Atlanta], [place Georgia], voted.").mention("Georgia").kind == "place"
    assert Read("[place Tbilisi], [place Georgia], voted.").mention("Georgia").kind == "country"


def test_pronouns_follow_gender_and_subject() -> None:
    read = Read(
        "{[person Maria Lund]} met {[person Peter Roe]} on Monday. She was late. He was not. His car broke down."
    )
    assert same(read, "Maria Lund", "She")
    assert same(read, "Peter Roe", "He", "His")


def test_source_is_not_whom_he_speaks_of() -> None:
    read = Read("{[person Peter Roe]} waited. «[person Karl Lindt] is a danger», <he> said.")
    assert same(read, "Peter Roe", "he")


def test_speaker_in_a_quotation() -> None:
    read = Read('<[person Ana Lund]> said: «"{I} will go to [place Oslo]."» «"{We} will not", said <[person Bo Roe]>.»')
    assert same(read, "Ana Lund", "I")


def test_speaker_is_the_head_of_the_source() -> None:
    read = Read('«"{I} saw it"», said <[organisation Harbour Board] chairman [person Bo Roe]>.')
    assert same(read, "I", "Bo Roe")


def test_first_person_outside_a_quotation_is_nobody() -> None:
    read = Read("{[person Ana Lund]} came. {We} asked her.")
    assert all(read.text[m.start : m.end] != "We" for m in read.article.mentions)


def test_it_and_they() -> None:
    read = Read(
        "{[group Israeli] troops} entered [place Gaza]. {They} left at noon. {[place Chad]} protested. {It} withdrew."
    )
    assert same(read, "Israeli troops", "They")
    assert read.party("They") == (None, "ISR", ("MIL",))
    assert read.party("It") == ("Chad", "TCD", ("GOV",))


def test_relative_pronoun() -> None:
    read = Read("[person Ana Lund], {who} struck, left.")
    assert same(read, "Ana Lund", "who")


def test_relative_pronoun_of_an_unmarked_nominal() -> None:
    read = Read("[person Ana Lund] met with [group Israeli] soldiers <who> said «so».")
    assert same(read, "Israeli soldiers", "who")
    assert read.party("who") == (None, "ISR", ("MIL",))


def test_country_as_a_nominal() -> None:
    read = Read("{[place Chad]} protested. {The country} withdrew. {The country's army} stayed.")
    assert same(read, "Chad", "The country")
    assert read.party("The country's army")[1:] == ("TCD", ("MIL",))


def test_possessive_pronoun_tells_the_country() -> None:
    read = Read("{[group Kenyan] President [person Ada Mwangi]} spoke. {Her army} moved.")
    assert read.party("Her army")[1:] == ("KEN", ("MIL",))


def test_organisation_named_last() -> None:
    read = Read("[organisation Quay Steel] closed. {The company} apologised. {The union} did not.")
    assert same(read, "Quay Steel", "The company")
    assert read.chain("The union") != read.chain("Quay Steel")


def test_a_person_is_what_is_said_of_him_across_a_bracket() -> None:
    read = Read("[person Kim Roe] (born 3 April 1978) is {a lawyer}. [person Lund] met {the lawyer}. He won.")
    assert same(read, "Kim Roe", "a lawyer", "the lawyer")


def test_a_noun_outside_the_tables_is_equated_with_the_article_only() -> None:
    read = Read("[person Kim Roe] became {the inventor of paper}. [person Bo Lund] became {a success}.")
    assert same(read, "Kim Roe", "the inventor")
    assert not any(read.text[m.start : m.end] == "a success" for m in read.article.mentions)


def test_who_says_i_am_is_no_candidate_for_he() -> None:
    read = Read("[person Carl Lund] called. I'm {a contractor}. He paid.")
    assert same(read, "Carl Lund", "He")


def test_gender_is_told_by_the_pronouns_that_can_only_be_ones_own() -> None:
    read = Read("[person Zubin Karwe] ruled. [person Ilo Manda] sang. She danced. She left. [person Karwe] saw her.")
    assert same(read, "Ilo Manda", "She", ("She", 1), "her")


def test_the_subject_of_a_verb_is_not_its_object() -> None:
    read = Read("[person Carl Lund] met [person Peter Roe]. [person Lund] thanked him.")
    assert same(read, "Peter Roe", "him")


def test_a_middle_name_is_no_ones_before_he_was_named_in_full() -> None:
    read = Read("[person Chao] taught. His daughter [person Rulan Chao Pian] sang.")
    assert same(read, "Chao", "His")
    assert read.chain("Chao") != read.chain("Rulan Chao Pian")


def test_a_surname_goes_to_the_bearer_named_most() -> None:
    read = Read(
        "[person Ana Lund] ran. [person Lund] won. Her father [person Per Lund] left. [person Lund] stayed in [place Oslo]."
    )
    assert same(read, "Ana Lund", "Lund", ("Lund", 1))
    assert read.chain("Per Lund") != read.chain("Ana Lund")


def test_a_family_is_no_he() -> None:
    read = Read("[person Carl Lund] came from {a family of smiths}. He left.")
    assert same(read, "Carl Lund", "He")


def test_the_body_named_last_comes_before_an_older_nameless_one() -> None:
    read = Read("{An organisation} rose. The [organisation Quay Trust] fell. {The organisation} denied it.")
    assert same(read, "Quay Trust", "The organisation")


def test_ids_count_in_text_order() -> None:
    read = Read("[person Ana Lund] met [place Chad] and [person Bo Roe]. [person Lund] left.")
    assert [m.id for m in read.article.mentions] == ["m1", "m2", "m3", "m4"]
    assert [m.chain for m in read.article.mentions] == ["c1", "c2", "c3", "c1"]
    assert [a.id for a in read.article.actors] == ["a1", "a2", "a3"]


LABELS = st.sampled_from(["person", "organisation", "place", "group", "facility", "other"])
PIECES = st.sampled_from(
    ["Ana", "Lund", "the", "Chad", "French", "army", "he", "They", "said", ",", ".", "'s", "of", "Minister", "(", ")", "UN",
     "“", "”", "-", "I", "who", "police", "and", "'", "\n\n", "Mr.", "İ", "ß", "e\u0301"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40), st.lists(st.tuples(st.integers(0, 120), st.integers(1, 25), LABELS), max_size=12))
def test_any_text_is_resolved_alike_and_within_bounds(pieces: list[str], marks: list[tuple[int, int, str]]) -> None:
    text = " ".join(pieces)
    spans = [LabelledSpan(a, min(a + n, len(text)), label, 1.0) for a, n, label in marks if a < len(text)]
    event = EventSpans(
        (0, 0), "CONSULT", None, "actual", False, tuple(LabelledSpan(s.start, s.end, "actor", 1.0) for s in spans), 1.0
    )
    tokens = words(text)
    annotation = Annotation(tuple(tokens), tuple(sentences(text, tokens)), tuple(spans), (), (), (event,))
    article = resolve(blank(text), annotation)
    assert article == resolve(blank(text), annotation)
    parties = Parties(article)
    ids = {actor.id for actor in article.actors}
    for mention in article.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.actor is None or mention.actor in ids
    for span in spans:
        assert parties.describe((span.start, span.end))[0] in ids | {None}


@pytest.mark.parametrize(
    "unit", ["[person Ana Lund] and {the minister} met {her} in [place Oslo]. ", "{[organisation AB] (XY) of of} "]
)
def test_time_is_linear(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        Read(unit * times)
        return time.process_time() - start

    seconds(20)
    # Eight times the text; quadratic time would be 64 times.
    assert seconds(1600) < 30 * seconds(200) + 0.5


@pytest.mark.parametrize("word", ["h\u0131m", "hi\u017f"])
def test_what_only_looks_like_a_pronoun_is_none(word: str) -> None:
    assert len(Read(f"[person Ana Lund] said {word}.").article.mentions) == 1


def test_middle_names_tell_persons_apart_and_initials_do_not() -> None:
    read = Read("[person Maria Elena Lopez] met [person Maria Ines Lopez] and [person Maria E. Lopez].")
    assert read.chain("Maria Elena Lopez") != read.chain("Maria Ines Lopez")
    assert read.chain("Maria Elena Lopez") == read.chain("Maria E. Lopez")


def test_a_text_without_full_stops_takes_no_square_of_the_time() -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        Read("[person Ana Lund] said " + "she " * times)
        return time.process_time() - start

    seconds(20)
    # Eight times the text; quadratic time would be 64 times.
    assert seconds(3200) < 20 * seconds(400) + 0.2
