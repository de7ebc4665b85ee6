"""Readers of gold corpora: one file per corpus, each yields :class:`~train.readers.document.GoldDocument`."""
