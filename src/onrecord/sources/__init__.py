"""Bytes in: files and folders become pages, one payload each; what cannot be read becomes an error, and the rest goes on."""

from onrecord.sources.files import read_source
from onrecord.sources.payload import raw_page_from

__all__ = ["raw_page_from", "read_source"]
