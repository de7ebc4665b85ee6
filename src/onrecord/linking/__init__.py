"""Across articles: which of them are copies of each other, decided over candidates that a store looks up."""
