"""Pictures as SVG, drawn on the server: no script, no inline style, the classes of the reading room's style sheet."""

from onrecord.draw.marks import Mark
from onrecord.draw.timeline import Picture, timeline

__all__ = ["Mark", "Picture", "timeline"]
