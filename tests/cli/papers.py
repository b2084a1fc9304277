"""A notice and a contact list in the usual shapes, as a clerk has them before the season begins."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.office import build_xlsx
from tests.documents.making import docx

NOTICE = """\
青禾县妇女联合会文件
青妇发〔2020〕6号
青禾县妇女联合会关于开展纪念“三八”国际妇女节活动的通知
各乡镇妇联，县直有关单位妇委会，黑石矿区管理处：
为庆祝“三八”国际妇女节，现将有关事项通知如下：
一、开展走访慰问。
二、开展普法宣传。
请各单位于3月23日前将活动开展情况报县妇联办公室，邮箱：qhfl@qinghe.example，也可通过OA报送。
联系人：韦晓，电话：0700-5550100。
青禾县妇女联合会
2020年3月3日"""
ROWS: tuple[tuple[str | int, ...], ...] = (
    ("青禾县妇联系统通讯录",),
    ("序号", "类别", "单位名称", "联系人", "手机", "邮箱"),
    (1, "乡镇妇联", "白石镇妇联", "韦某", 13800000001, "baishi@qinghe.example"),
    (2, "", "黑石镇妇联", "罗某", 13800000002, "heishi@qinghe.example"),
    (3, "县直单位", "县水利局女工委", "", 13800000003, ""),
    (4, "矿区", "黑石矿区管理处", "莫某", "", "hskq@qinghe.example"),
    (5, "驻县单位", "中国农业银行青禾支行女工委", "", "", "nh@qinghe.example"),
    ("合计", "", "5个", "", "", ""),
)
NOTICE_FILE, UNITS_FILE = "关于三八活动的通知.docx", "妇联 通讯录.xlsx"


def lay_papers(folder: Path) -> None:
    """Write the notice and the list into a folder."""
    (folder / NOTICE_FILE).write_bytes(docx(*NOTICE.split("\n")))
    (folder / UNITS_FILE).write_bytes(build_xlsx(ROWS))
