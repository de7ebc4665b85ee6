"""Kills `add` at random moments and checks that nothing acknowledged is lost."""
