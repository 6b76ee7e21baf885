"""Letters that were stored or read in another way than Unicode's, made Unicode before a document is put together."""

from extractor.readers.letters.charsets import of_font
from extractor.readers.letters.files import OLD, decoded
from extractor.readers.letters.hyphens import with_hyphens_read
from extractor.readers.letters.mending import Mended, Piece, mended
from extractor.readers.letters.tidying import tidied, unescaped

__all__ = ["OLD", "Mended", "Piece", "decoded", "mended", "of_font", "tidied", "unescaped", "with_hyphens_read"]
