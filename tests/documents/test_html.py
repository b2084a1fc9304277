"""Pages: what they show, a line for each block, their tables, and no trick that takes long."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Reading
from fedtrack.documents.office import OfficeDocuments
from tests.documents.making import opened, rows_of

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>标题</title>
<style><!-- p.MsoNormal {margin:0cm} --></style><!--[if gte mso 9]><xml><o:a>12</o:a></xml><![endif]--></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoNormal><span
style='font-family:"宋体"'>县妇联：</span></p>
<p class=MsoNormal>&nbsp;&nbsp;现报送<b>三八</b>活动
总结。<o:p></o:p></p><![if !vml]><img src="a.png"><![endif]></div></body></html>"""
QQ = (
    '<div>长安镇<br>妇联</div><div><!--<![endif]--></div><div style="x>y">2020&#24180;</div>'
    "<includetail><!-- --></includetail><script>alert('甲<乙')</script><STYLE>p{}</STYLE >尾"
)


def shown(page: str) -> list[str]:
    """Return the lines of a page."""
    return OfficeDocuments().open_html(page).split("\n")


def test_a_mail_of_outlook() -> None:
    """Styles, comments and what only Word sees show nothing; a line's end in the source is a space."""
    assert shown(OUTLOOK) == ["县妇联：", "现报送三八活动 总结。"]


def test_a_mail_of_qq() -> None:
    """What stands behind a `>` in an attribute is shown: nothing is hidden by it."""
    assert shown(QQ) == ["长安镇", "妇联", 'y">2020年', "尾"]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("1 < 2 &amp;&lt;b&gt;", ["1 < 2 &<b>"]),
        ("a<", ["a<"]),
        ("<p>甲<p", ["甲"]),
        ("甲<!-- 乙", ["甲"]),
        ("甲<script>乙", ["甲"]),
        ("<table><tr><td>单位</td><td>长安镇</td></tr><tr><th>人数<td>3</table>", ["单位 长安镇", "人数 3"]),
        ("甲&#" + "9" * 10_000 + ";乙", ["甲\ufffd乙"]),
        ("", [""]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("\x1b[31m红", ["\x1b[31m红"]),
    ],
)
def test_what_is_shown(page: str, lines: list[str]) -> None:
    assert shown(page) == lines


def test_a_file() -> None:
    extract = opened("页.html", "<html><meta charset=gb2312><p>镕喆</p>".encode("gbk"))
    assert (extract.reading, extract.lines, extract.sheets) == (Reading.READ, ("镕喆",), ())


@pytest.mark.parametrize(
    ("named", "written"),
    [
        ("utf-8", "gb18030"),
        ("gbk", "utf-8-sig"),
        ("zip_codec", "utf-8"),
        ("big5", "big5"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_charset_that_is_right_or_wrong(named: str, written: str) -> None:
    """The charset that a page names is believed only where the page is in it; `gbk` is read as GB 18030."""
    page = f"<html><head><meta content='text/html; charset={named}'></head><p>報送三八</p>"
    lines = opened("a.htm", page.encode(written)).lines
    assert lines == ("報送三八",) or (named, written) == ("gbk", "utf-8-sig")


def test_a_table_that_is_called_xls() -> None:
    """Many online systems write a page and call it xls; a cell over two columns takes two."""
    page = (
        "<html><table><tr><td colspan=2>报送表</td><td>乙</td></tr><tr><td> 长安镇\n妇联 </td>"
        "<td>3<b>次</b></td></tr><tr></tr></table><table></table></html>"
    )
    extract = opened("导出.xls", page.encode("gbk"))
    assert rows_of(extract) == (("报送表", "", "乙"), ("长安镇 妇联", "3次"), ())
    assert extract.lines == ("报送表 乙", "长安镇 妇联 3次")
    assert not extract.active


def test_a_table_has_bounds() -> None:
    """200 columns, 20,000 rows, 50 tables, and a cell over no columns is none."""
    assert len(rows_of(opened("a.xls", b"<table><tr><td>a</td>" + b"<td colspan=150>b" * 3))[0]) == 200
    assert len(rows_of(opened("a.xls", b"<table>" + b"<tr><td>1" * 20_100))) == 20_000
    assert len(opened("a.xls", b"<table><tr><td>1</table>" * 60).sheets) == 50
    assert rows_of(opened("a.xls", b"<table><tr><td colspan=0>1<td>2")) == (("2",),)
    assert opened("a.xls", b"<html><tr><td>1").sheets == ()


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<a '", "<!--", "<![", "</", "<?", "&", "&#", "<td>", "<table>", "<script>", "<", "-->", "<p"],
)
def test_pages_made_to_take_long(piece: str) -> None:
    """A million characters of what never ends: the standard library's parser would take hours."""
    assert opened("a.html", (piece * (1_000_000 // len(piece))).encode()).reading is Reading.READ
    assert opened("a.xls", ("<table>" + piece * (1_000_000 // len(piece))).encode()).reading is Reading.READ
