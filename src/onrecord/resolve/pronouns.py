"""The pronouns that parties are named by."""

from __future__ import annotations

HE, SHE, IT, THEY, SPEAKER, RELATIVE = "he", "she", "it", "they", "speaker", "relative"
PRONOUNS = {
    "he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE,
    "it": IT, "its": IT, "itself": IT, "they": THEY, "them": THEY, "their": THEY, "theirs": THEY, "themselves": THEY,
    "i": SPEAKER, "me": SPEAKER, "my": SPEAKER, "mine": SPEAKER, "myself": SPEAKER, "we": SPEAKER, "us": SPEAKER,
    "our": SPEAKER, "ours": SPEAKER, "ourselves": SPEAKER, "who": RELATIVE, "whom": RELATIVE, "whose": RELATIVE,
    "which": RELATIVE, "that": RELATIVE,
}  # fmt: skip
"""Pronouns in small letters and how their antecedent is sought."""
