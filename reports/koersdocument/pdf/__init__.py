"""How an edition's content becomes a book: content in (no ORM), HTML and PDF out.

``content`` and ``blocks`` say what a document is, ``codec`` freezes it as canonical JSON, ``compose`` turns it
into HTML, ``render`` starts ``child`` in a process of its own, and ``finish`` makes the file PDF/A-3a and PDF/UA-1
at once.
"""
