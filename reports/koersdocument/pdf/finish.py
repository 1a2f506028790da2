"""What WeasyPrint leaves undone for two standards at once.

The file says that it is PDF/UA-1 too, and its links say where they lead.
"""

import io
from collections.abc import Mapping

import pikepdf

_UA_IDENTIFICATION = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""ISO 14289-1, 5; a schema that PDF/A does not know must be described in the file (ISO 19005-3, 6.6.2.3)."""


def finish(raw: bytes, *, link_names: Mapping[str, str], elsewhere: str, outside: str) -> bytes:
    """``raw`` as a file that is PDF/A-3a and PDF/UA-1; the same input gives the same bytes.

    ``link_names`` says for each target within the book what its links are called, ``elsewhere`` what the others
    are, and ``outside`` has ``%(url)s`` for links to the web.
    """
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        metadata = pdf.Root.Metadata
        described = metadata.read_bytes().replace(
            b"</rdf:RDF>", _UA_IDENTIFICATION.encode() + b"</rdf:RDF>", 1
        )
        metadata.write(described)
        pdf.Root.PageLayout = pikepdf.Name.TwoPageRight
        _plain_spaces(pdf.Root.get("/Outlines"))
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    link.Contents = pikepdf.String(link_names.get(str(link.Dest), elsewhere))
                elif "/A" in link:
                    link.Contents = pikepdf.String(outside % {"url": str(link.A.URI)})
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _plain_spaces(item: pikepdf.Object | None) -> None:
    """Take the ties between words out of the outline's titles: there they are no more than odd characters."""
    while item is not None:
        if "/Title" in item:
            item.Title = pikepdf.String(str(item.Title).replace("\u00a0", " "))
        _plain_spaces(item.get("/First"))
        item = item.get("/Next")
