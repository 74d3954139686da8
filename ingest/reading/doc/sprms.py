"""Single property modifiers: how the format writes formatting down ([MS-DOC] 2.2.5 and 2.6).

A property list (`grpprl`) is a run of sprms, each a 16-bit code and an operand whose length the
code's top three bits tell::

    3508 01          sprmCFBold (0835), 1 byte: on
    434A 1800        sprmCHps (4A43), 2 bytes: 12 points
    71CA 0A …        sprmCShd (CA71), variable: 10 bytes follow
"""

from __future__ import annotations

# -- characters ([MS-DOC] 2.6.1)
C_DELETED = 0x0800  # sprmCFRMarkDel
C_DATA = 0x0806  # sprmCFData: the picture location is that of a form field's or hyperlink's data
C_LOCATION = 0x6A03  # sprmCPicLocation: offset in the Data stream
C_SYMBOL = 0x6A09  # sprmCSymbol: font and character
C_HIGHLIGHT = 0x2A0C
C_STYLE = 0x4A30  # sprmCIstd
C_PLAIN = 0x2A33
C_BOLD = 0x0835
C_ITALIC = 0x0836
C_STRIKE = 0x0837
C_HIDDEN = 0x083C  # sprmCFVanish
C_UNDERLINE = 0x2A3E  # sprmCKul
C_COLOUR_INDEX = 0x2A42  # sprmCIco
C_COLOUR = 0x6870  # sprmCCv
C_RAISED = 0x2A48  # sprmCIss: 1 superscript, 2 subscript
C_FONT_ASCII = 0x4A4F  # sprmCRgFtc0
C_FONT_OTHER = 0x4A51  # sprmCRgFtc2
C_DOUBLE_STRIKE = 0x2A53
C_SPECIAL = 0x0855  # sprmCFSpec
C_OBJECT = 0x0856  # sprmCFObj
C_SHADING_80 = 0x4866
C_SHADING = 0xCA71
C_BORDER_80 = 0x6865
C_BORDER = 0xCA72

# -- paragraphs ([MS-DOC] 2.6.2)
P_STYLE = 0x4600  # sprmPIstd
P_LIST_LEVEL = 0x260A  # sprmPIlvl
P_LIST = 0x460B  # sprmPIlfo
P_IN_TABLE = 0x2416
P_ROW_END = 0x2417  # sprmPFTtp
P_DEPTH = 0x6649  # sprmPItap
P_DEPTH_CHANGE = 0x664A  # sprmPDtap
P_INNER_CELL_END = 0x244B
P_INNER_ROW_END = 0x244C
P_SHADING_80 = 0x442D
P_SHADING = 0xC64D
P_HUGE = 0x6646  # sprmPHugePapx: the list goes on in the Data stream
P_HUGE_OLD = 0x6645
P_TABS = 0xC615  # sprmPChgTabs

# -- tables ([MS-DOC] 2.6.3)
T_DEFINITION = 0xD608
T_INSERT = 0x7621
T_DELETE = 0x5622
T_COLUMN_WIDTH = 0x7623  # sprmTDxaCol
T_MERGE = 0x5624
T_SPLIT = 0x5625
T_VERTICAL_MERGE = 0xD62B
T_SHADING_80 = 0xD609  # sprmTDefTableShd80
T_SHADING = 0xD612  # sprmTDefTableShd: cells 1 to 22
T_SHADING_2 = 0xD616  # cells 23 to 44
T_SHADING_3 = 0xD60C  # cells 45 to 63
T_SET_SHADING_80 = 0x7627
T_SET_SHADING = 0xD62D

# -- sections ([MS-DOC] 2.6.4)
S_TITLE_PAGE = 0x300A

_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE = 5


Sprm = tuple[int, bytes]
"""The code of a sprm and its operand."""


def sprms(grpprl: bytes) -> list[Sprm]:
    """The sprms of a property list with their operands, without the length of those that have one.

    What is left of a list that is cut short is left out.

    >>> [(hex(code), operand.hex()) for code, operand in sprms(bytes.fromhex("350801 71ca0a 000000ff00ff00000000"))]
    [('0x835', '01'), ('0xca71', '000000ff00ff00000000')]
    """
    found = []
    at, end = 0, len(grpprl)
    while at + 3 <= end:
        code = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        size = _LENGTHS[code >> 13]
        if not size:
            size = grpprl[at]
            at += 1
            if code == T_DEFINITION:  # two bytes of length, one too many
                size = (size | grpprl[at] << 8) - 1 if at < end else 0
                at += 1
            elif code == P_TABS and size == 255:
                size = _tabs_length(grpprl, at)
        if size < 0 or at + size > end:
            break
        found.append((code, grpprl[at : at + size]))
        at += size
    return found


def _tabs_length(grpprl: bytes, at: int) -> int:
    """The length of a PChgTabsOperand that is too long for its one byte of length ([MS-DOC] 2.9.182)."""
    if at >= len(grpprl):
        return 0
    deleted = grpprl[at]
    added = at + 1 + 4 * deleted
    return 2 + 4 * deleted + (3 * grpprl[added] if added < len(grpprl) else 0)


def is_table_sprm(code: int) -> bool:
    """Whether a sprm formats table rows: bits 10 to 12 say what it is about.

    >>> is_table_sprm(T_DEFINITION), is_table_sprm(P_SHADING)
    (True, False)
    """
    return code >> 10 & 7 == _TABLE
