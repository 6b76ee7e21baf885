"""References marked in other people's texts: as links (:mod:`.links`), as spans in spaCy (:mod:`.component`)."""

from extractor.annotation.links import annotate

__all__ = ["annotate"]
