"""Shipped tables: countries, demonyms, capitals, bodies, agencies, agent nouns; every row names its source."""

from onrecord.kb.agents import (
    Agent,
    agent_at_end,
    gender,
    is_agent_phrase,
    is_agent_word,
    modifier,
    normal_words,
    sector_of,
)
from onrecord.kb.bodies import Agency, Body, agency, body, metonym
from onrecord.kb.countries import Place, capital, country, country_name, demonym, is_people, place
from onrecord.kb.leaders import leader_country

__all__ = [
    "Agency",
    "Agent",
    "Body",
    "Place",
    "agency",
    "agent_at_end",
    "body",
    "capital",
    "country",
    "country_name",
    "demonym",
    "gender",
    "is_agent_phrase",
    "is_agent_word",
    "is_people",
    "leader_country",
    "metonym",
    "modifier",
    "normal_words",
    "place",
    "sector_of",
]
