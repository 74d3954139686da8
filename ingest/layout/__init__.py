"""From words and lines on a page to paragraphs in reading order: what the eye does with print.

`page` has the input (the same for a PDF's text layer and for recognised scans), `lay_out` gives the
paragraphs: ``lay_out(pages: Sequence[PageContent]) -> list[Paragraph]``.
"""
