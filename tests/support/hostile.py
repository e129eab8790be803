"""Hostile files of every format that is read: damaged, encrypted, or larger than they look.

`HOSTILE` has a line for each: the name of the file, what makes its bytes, and what becomes of it.
Every file whose outcome is `READ` holds `TEXT`; of the others the reason is told.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TEXT = "The pier of Skerra will stay closed until the spring, the county said on Wednesday."
CELL = f'"{TEXT}"'
READ = ""
SECRET = "file:///etc/passwd"
AWAY = "http://192.0.2.1/dtd"  # an address that nobody has


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file.

    Attributes:
        name: Its name.
        make: Makes its bytes.
        outcome: `READ`, or a pattern for the reason that is told.
    """

    name: str
    make: Callable[[], bytes]
    outcome: str


def write(folder: Path, one: Hostile) -> Path:
    path = folder / one.name
    path.write_bytes(one.make())
    return path


def zipped(members: dict[str, bytes], mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def flipped(package: bytes) -> bytes:
    """A package in which some bits of the longest member are others; its list of members is not."""
    out = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        info = max(archive.infolist(), key=lambda one: one.compress_size)
    start = info.header_offset + 30 + len(info.filename)
    for place in range(start + 2, start + info.compress_size, 3):
        out[place] ^= 0x55
    return bytes(out)


def nitf(body: str, doctype: str = "") -> bytes:
    return (
        f"<?xml version='1.0'?>{doctype}<nitf><body><body.content>{body}"
        "</body.content></body></nitf>"
    ).encode()


def bomb(root: str) -> str:
    """A document type in which a few lines stand for gigabytes."""
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in pairwise("abcdefghij"))
    return f'<!DOCTYPE {root} [<!ENTITY a "{"ha" * 50}">{entities}]>'


def external(root: str) -> str:
    """A document type that names a file of the system and an address."""
    return (
        f'<!DOCTYPE {root} SYSTEM "{AWAY}" [<!ENTITY a SYSTEM "{SECRET}">'
        f'<!ENTITY % p SYSTEM "{AWAY}">%p;]>'
    )


# Office packages

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(body: str, doctype: str = "") -> bytes:
    return zipped({
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r9" TargetMode='
            f'"External" Type="{_RELATION}/attachedTemplate" Target="{AWAY}"/></Relationships>'
        ).encode(),
        "word/document.xml": (
            f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}" xmlns:r="{_RELATION}">'
            f"<w:body>{body}</w:body></w:document>"
        ).encode(),
    })  # fmt: skip


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def nested_tables(depth: int) -> str:
    begin = "<w:tbl><w:tr><w:tc>" * depth
    return begin + paragraph(TEXT) + ("</w:tc></w:tr></w:tbl>" * depth)


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def odt(body: str, doctype: str = "") -> bytes:
    return zipped(
        {
            "content.xml": (
                f'<?xml version="1.0"?>{doctype}<office:document-content'
                f' xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0">'
                f"<office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>"
            ).encode(),
            "meta.xml": (
                f'<office:document-meta xmlns:office="{_ODF}:office:1.0"><office:meta/>'
                "</office:document-meta>"
            ).encode(),
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>'
            ).encode(),
        },
        "application/vnd.oasis.opendocument.text",
    )


def epub(chapters: dict[str, str], doctype: str = "", items: str = "") -> bytes:
    manifest = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    return zipped({
        "META-INF/container.xml": (
            b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            b'<rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
        ),
        "OEBPS/a.opf": (
            f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf">'
            f"<metadata/><manifest>{manifest}{items}</manifest><spine>{spine}</spine></package>"
        ).encode(),
        **{f"OEBPS/{name}": page.encode() for name, page in chapters.items() if page},
    })  # fmt: skip


CHAPTER = f"<html><body><p>{TEXT} {TEXT}</p></body></html>"

# PDF


def pdf(objects: list[str | bytes], trailer: str = "") -> bytes:
    """A PDF file of some objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        body = one if isinstance(one, bytes) else one.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size = len(places) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def stream(data: bytes, words: str = "") -> bytes:
    return f"<< /Length {len(data)} {words}>>\nstream\n".encode() + data + b"\nendstream"


def page_of(content: bytes, words: str = "", resources: str = "", extra: str = "") -> bytes:
    """A PDF file of one page; objects from the sixth on may follow in `extra`."""
    return pdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R /Resources <<"
        f" /Font << /F1 5 0 R >> {resources} >> >>",
        stream(content, words),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([extra] if extra else []),
    ])  # fmt: skip


SHOWN = f"BT /F1 12 Tf 50 700 Td ({TEXT}) Tj ET".encode()


def encrypted_pdf() -> bytes:
    key = "<" + "41" * 32 + ">"
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
            f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
        ],
        "/Encrypt 3 0 R /ID [<41> <41>] ",
    )


def cyclic_pdf() -> bytes:
    return pdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(SHOWN),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])  # fmt: skip


def many_pages(count: int) -> bytes:
    return pdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ])  # fmt: skip


# Mail and web archives

HEADERS = b"From: Jane Roe <roe@courier.example>\nSubject: Pier\nDate: 17 May 2016 10:00:00 +0000\n"


def eml(rest: bytes) -> bytes:
    return HEADERS + rest


def deep_mail(depth: int) -> bytes:
    parts = [
        f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
        for number in range(depth)
    ]
    return eml("".join(parts).encode() + f"Content-Type: text/plain\n\n{TEXT}\n".encode())


def attached(name: str, data: bytes) -> bytes:
    import base64

    return eml(
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b"Content-Type: text/plain\n\n" + TEXT.encode() + b"\n--b\n"
        b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        + f'Content-Disposition: attachment; filename="{name}"\n\n'.encode()
        + base64.encodebytes(data)
        + b"--b--\n"
    )


PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()


def warc(body: bytes, length: str = "", headers: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/pier\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        b"WARC-Date: 2016-05-17T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        + f"Content-Length: {length or len(http)}\r\n\r\n".encode()
        + http
        + b"\r\n\r\n"
    )


def feed(entries: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Courier</title>'
        f"{entries}</channel></rss>"
    ).encode()


ENTRY = f"<item><title>Pier</title><guid>1</guid><description>{TEXT}</description></item>"


# Archives


def nested_zips(depth: int, data: bytes = TEXT.encode()) -> bytes:
    for number in range(depth):
        data = zipped({f"{number}.{'zip' if number else 'txt'}": data})
    return data


def spread_zips(levels: int, width: int) -> bytes:
    """Archives in archives, a few bytes that stand for millions of files."""
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(levels):
        data = zipped({f"{number}.zip": data for number in range(width)})
    return data


def encrypted_zip() -> bytes:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def json_lines(*lines: str) -> bytes:
    return "\n".join([json.dumps({"text": TEXT}), *lines, ""]).encode()


MIB = 2**20
HOSTILE = (
    Hostile("endless-line.txt", lambda: TEXT.encode() + b" word" * (4 * MIB), READ),
    Hostile("large.txt", lambda: b"word " * (14 * MIB), "larger than 64 MiB"),
    Hostile("nul.txt", lambda: TEXT.encode() + b"\0", "a NUL at byte"),
    Hostile("aliases.md", lambda: b"---\na: &a [x]\nb: *a\n---\n" + TEXT.encode(), "has an alias"),
    Hostile("deep.md", lambda: b"---\na: " + b"[" * 9_000 + b"\n---\nx", "more than 20 levels"),
    Hostile("open.md", lambda: b"---\ntitle: a\n" + b"b\n" * MIB, "no --- line closes"),
    Hostile("marks.md", lambda: TEXT.encode() + b"\n\n" + b"[*_`![[<" * 100_000, READ),
    Hostile("endless-line.jsonl", lambda: json_lines('{"text": "' + "a " * (33 * MIB)), READ),
    Hostile("deep.jsonl", lambda: json_lines('{"a": ' * 100_000), READ),
    Hostile("digits.jsonl", lambda: json_lines("9" * 1_000_000), READ),
    Hostile("tweets.js", lambda: b"window.YTD.tweets.part0 = " + b"[" * 9_000_000, "100 levels"),
    Hostile("tweets-part1.js", lambda: b'window.YTD.tweets.part1 = [{"tweet": {', "not JSON"),
    Hostile("deep.json", lambda: b"[" * 30_000_000, "more than 100 levels"),
    Hostile("cut.json", lambda: json.dumps([{"text": TEXT}] * 9)[:-40].encode(), "not JSON"),
    Hostile("nul.csv", lambda: f"id,text\n1,{TEXT}\n2,a\0b\n".encode(), "a NUL at byte"),
    Hostile(
        "open-cell.csv",
        lambda: b'id,text\n1,"' + f"{TEXT}\n".encode() * 400_000,
        "a quotation mark in the wrong place breaks lines 2 to 400001",
    ),
    Hostile("rows.csv", lambda: f"id,text\n1,{CELL}\n".encode() + b"2,\n" * 1_000_000, READ),
    Hostile("columns.csv", lambda: f"text,{'a,' * MIB}b\n{CELL},{',' * MIB}\n".encode() * 4, READ),
    Hostile("commas.csv", lambda: f"text\n{CELL}\n".encode() + b"," * (32 * MIB), READ),
    Hostile(
        "script.html",
        lambda: f"<script>{'var a = 1; ' * MIB}</script><p>{TEXT}</p>".encode(),
        READ,
    ),
    Hostile(
        "picture.html",
        lambda: f'<p>{TEXT}</p><img src="data:image/png;base64,{"A" * 20 * MIB}">'.encode(),
        READ,
    ),
    Hostile("bomb.xhtml", lambda: f"{bomb('html')}<html><p>{TEXT}</p>&j;</html>".encode(), READ),
    Hostile("away.xhtml", lambda: f"{external('html')}<html><p>{TEXT}</p>&a;".encode(), READ),
    Hostile("cut.mhtml", lambda: b"Content-Type: multipart/related; boundary=b\n\n--b", "no HTML"),
    Hostile("deep.mhtml", lambda: deep_mail(5_000), "damaged|no HTML|parts"),
    Hostile("deep.eml", lambda: deep_mail(5_000), "not a message|more than|no text"),
    Hostile("header.eml", lambda: eml(b"X: " + b"a" * (8 * MIB) + b"\n\n" + TEXT.encode()), READ),
    Hostile("headers.eml", lambda: eml(b"X: a\n" * MIB + b"\n" + TEXT.encode()), READ),
    Hostile("address.eml", lambda: b"From: " + b"(" * 50_000 + b"\n\n" + TEXT.encode(), READ),
    Hostile(
        "charset.eml",
        lambda: eml(b"Content-Type: text/plain; charset=no-such\n\n" + TEXT.encode()),
        READ,
    ),
    Hostile("bomb.eml", lambda: attached("a.txt.gz", gzip.compress(bytes(65 * MIB))), READ),
    Hostile("messages.mbox", lambda: b"From a\n\n" * 100_000, "no text|no headers"),
    Hostile("cut.pdf", lambda: page_of(SHOWN)[:300], "damaged|scan"),
    Hostile("encrypted.pdf", encrypted_pdf, "encrypted"),
    Hostile("cyclic.pdf", cyclic_pdf, READ),
    Hostile("pages.pdf", lambda: many_pages(20_000), "scan|pages"),
    Hostile("count.pdf", lambda: page_of(SHOWN).replace(b"/Count 1 ", b"/Count 2147483647 "), READ),
    Hostile(
        "bomb.pdf",
        lambda: page_of(SHOWN + zlib.compress(b" " * (400 * MIB)), "/Filter /FlateDecode "),
        READ,
    ),
    Hostile(
        "spaces.pdf",
        lambda: page_of(zlib.compress(SHOWN + b" " * (400 * MIB)), "/Filter /FlateDecode "),
        READ,
    ),
    Hostile(
        "letters.pdf",
        lambda: page_of(
            zlib.compress(SHOWN + b" BT /F1 1 Tf (" + b"word " * (2 * MIB) + b") Tj ET"),
            "/Filter /FlateDecode ",
        ),
        READ,
    ),
    Hostile(
        "picture.pdf",
        lambda: page_of(
            SHOWN + b" /I Do",
            resources="/XObject << /I 6 0 R >>",
            extra="<< /Type /XObject /Subtype /Image /Width 99999 /Height 99999 /BitsPerComponent 8"
            " /ColorSpace /DeviceRGB /Length 1 >>\nstream\n0\nendstream",
        ),
        READ,
    ),
    Hostile(
        "form.pdf",
        lambda: page_of(
            SHOWN + b" /X Do",
            resources="/XObject << /X 6 0 R >>",
            extra="<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject <<"
            " /X 6 0 R >> >> /Length 6 >>\nstream\n/X Do \nendstream",
        ),
        READ,
    ),
    Hostile(
        "font.pdf",
        lambda: page_of(SHOWN).replace(b"/Type1 /BaseFont", b"/Type0 /BaseFont"),
        "scan",
    ),
    Hostile("bomb.docx", lambda: docx(paragraph(TEXT + "&j;"), bomb("w:document")), "Word|entit"),
    Hostile("away.docx", lambda: docx(paragraph(TEXT + "&a;"), external("w:document")), "Word|ent"),
    Hostile("deep.docx", lambda: docx(nested_tables(2_000)), "cannot be read"),
    Hostile("spaces.docx", lambda: docx(paragraph(TEXT) + " " * (300 * MIB)), "larger than"),
    Hostile("cut.docx", lambda: docx(paragraph(TEXT))[:-200], "damaged"),
    Hostile("bits.docx", lambda: flipped(docx(paragraph(TEXT))), "damaged|encrypted"),
    Hostile("bits.odt", lambda: flipped(odt(f"<text:p>{TEXT}</text:p>")), "damaged|encrypted"),
    Hostile("bits.epub", lambda: flipped(epub({"a.html": CHAPTER})), "cannot be read|damaged"),
    Hostile(
        "bits.zip", lambda: flipped(zipped({"a.txt": TEXT.encode()})), "decompress|damaged|CRC"
    ),
    Hostile("bits.wacz", lambda: flipped(zipped({"archive/a.warc": warc(PAGE)})), "WACZ|damaged"),
    Hostile("old.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(512), "encrypted, or an old"),
    Hostile("bomb.odt", lambda: odt(f"<text:p>{TEXT}&j;</text:p>", bomb("x")), "OpenDocument"),
    Hostile("away.odt", lambda: odt(f"<text:p>{TEXT}&a;</text:p>", external("x")), "OpenDocument"),
    Hostile(
        "deep.odt",
        lambda: odt("<text:span>" * 9_000 + f"<text:p>{TEXT}</text:p>" + "</text:span>" * 9_000),
        "OpenDocument",
    ),
    Hostile("deep.rtf", lambda: b"{\\rtf1 " + TEXT.encode() + b"{" * 500_000, READ),
    Hostile("bin.rtf", lambda: b"{\\rtf1 " + TEXT.encode() + b"\\bin999999999 x}", READ),
    Hostile(
        "words.rtf",
        lambda: b"{\\rtf1 " + TEXT.encode() + b"\\u99999999?\\'zz" * MIB + b"}",
        "cannot be read",
    ),
    Hostile("outside.epub", lambda: epub({"../../../etc/passwd": ""}), "not in the book"),
    Hostile("absolute.epub", lambda: epub({"/etc/passwd": "", "a.xhtml": CHAPTER}), READ),
    Hostile("bomb.epub", lambda: epub({"a.xhtml": CHAPTER}, bomb("package"), "&j;"), "cannot be"),
    Hostile("page.epub", lambda: epub({"a.xhtml": f"{bomb('html')}{CHAPTER}&j;"}), READ),
    Hostile("cut.epub", lambda: epub({"a.xhtml": CHAPTER})[:-99], "damaged"),
    Hostile("bomb.xml", lambda: nitf(f"<p>{TEXT}</p><p>&j;</p>", bomb("nitf")), READ),
    Hostile("away.xml", lambda: nitf(f"<p>{TEXT}</p><p>&a;</p>", external("nitf")), READ),
    Hostile("deep.xml", lambda: nitf(f"<p>{TEXT}</p>" + "<block>" * 20_000), READ),
    Hostile("cut.xml", lambda: nitf(f"<p>{TEXT}</p><p>{TEXT}</p>")[:-60], READ),
    Hostile("bad-letters.rss", lambda: feed(ENTRY)[:90] + b"\xc5\xc5\xff" + feed(ENTRY)[90:], "|"),
    Hostile("bomb.rss", lambda: feed(f"{ENTRY}<item>&j;</item>", bomb("rss")), READ),
    Hostile("away.rss", lambda: feed(ENTRY + "&a;", external("rss")), READ),
    Hostile("cut.rss", lambda: feed(ENTRY)[:-25], "ends too soon"),
    Hostile("deep.rss", lambda: feed(ENTRY + "<item>" * 20_000), READ),
    Hostile("short.warc", lambda: warc(PAGE, "20"), "damaged|no article|without pages|empty"),
    Hostile("wrong.warc", lambda: warc(PAGE, str(len(PAGE) - 9)) + warc(PAGE), READ),
    Hostile("long.warc", lambda: warc(PAGE, "99999999999"), "ends before"),
    Hostile("negative.warc", lambda: warc(PAGE, "-5"), "damaged|without pages|empty"),
    Hostile("no-number.warc", lambda: warc(PAGE, "many"), "damaged|without pages|empty"),
    Hostile("cut.warc.gz", lambda: gzip.compress(warc(PAGE))[:-20], "ends before"),
    Hostile("half.warc.gz", lambda: gzip.compress(warc(PAGE * 900))[:600], "ends before|damaged"),
    Hostile(
        "bomb.warc",
        lambda: warc(gzip.compress(bytes(900 * MIB)), headers="Content-Encoding: gzip\r\n"),
        "larger than",
    ),
    Hostile("bomb.warc.gz", lambda: gzip.compress(warc(bytes(300 * MIB))), "larger than"),
    Hostile(
        "chunks.warc",
        lambda: warc(b"ffffffff\r\n" + PAGE, headers="Transfer-Encoding: chunked\r\n"),
        READ,
    ),
    Hostile("empty.wacz", lambda: zipped({"a.txt": b"x"}), "without pages"),
    Hostile("cut.wacz", lambda: zipped({"archive/a.warc": warc(PAGE)})[:-30], "not a complete"),
    Hostile("bomb.zip", lambda: zipped({"a.txt": bytes(65 * MIB), "b.txt": TEXT.encode()}), READ),
    Hostile("encrypted.zip", encrypted_zip, "encrypted"),
    Hostile("deep.pdf", lambda: page_of(b"[" * MIB + SHOWN), "scan"),
    Hostile("nested.zip", lambda: nested_zips(4), READ),
    Hostile("deep.zip", lambda: nested_zips(200), "archives in each other"),
    Hostile("spread.zip", lambda: spread_zips(5, 5), "archives in each other"),
    Hostile("names.zip", lambda: zipped({"../../a.txt": TEXT.encode(), "/b.txt": b"x" * 9}), READ),
    Hostile("bomb.tgz", lambda: tarred({"a.txt": bytes(65 * MIB)}), "larger than"),
    Hostile("cut.tgz", lambda: tarred({"a.txt": TEXT.encode()})[:60], "not a complete|cannot be"),
    Hostile("cut.zip", lambda: zipped({"a.txt": TEXT.encode()})[:-25], "not a complete"),
    Hostile("bomb.txt.gz", lambda: gzip.compress(bytes(900 * MIB)), "larger than"),
    Hostile("cut.txt.gz", lambda: gzip.compress(TEXT.encode())[:-9], "not a complete"),
    Hostile("garbage.txt.gz", lambda: gzip.compress(TEXT.encode()) + b"garbage", "not a complete"),
)
