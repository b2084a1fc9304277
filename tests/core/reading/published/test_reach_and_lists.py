"""How a notice is answered, and what it lists."""

from __future__ import annotations

import pytest

from fedtrack.core.reading.published.channels import find_channels
from fedtrack.core.reading.published.listed import find_attachments, find_theme, find_work_items
from fedtrack.core.reading.published.reach import find_contact, find_emails, find_phones


@pytest.mark.parametrize(
    ("line", "emails"),
    [
        ("邮箱:spfl@example.com。", ["spfl@example.com"]),
        ("发至spfl@ example.com和sp_fl@example.com.cn", ["spfl@example.com", "sp_fl@example.com.cn"]),
        ("spfl @ example . com", ["spfl@example.com"]),
        ("spfl#example.com(请将#改为@)", ["spfl@example.com"]),
        ("spfl[at]example.com", ["spfl@example.com"]),
        ("发到县妇联", []),
        ("@所有人", []),
    ],
)
def test_mailboxes(line: str, emails: list[str]) -> None:
    assert find_emails([line, line]) == emails


@pytest.mark.parametrize(
    ("line", "phones", "glued"),
    [
        ("电话:0772-5550123", ["0772-5550123"], False),
        ("电话:(0772)5550123", ["0772-5550123"], False),
        ("电话:0772 5550123 5550124", ["0772-5550123", "5550124"], False),
        ("电话:07725550123", ["0772-5550123"], False),
        ("电话:077255501234", ["0772-55501234"], False),
        ("手机13800001111", ["13800001111"], False),
        ("电话:5550123转602", ["5550123"], False),
        ("电话:55501235550124", ["5550123", "5550124"], True),
        ("电话:0772-55501235550124", ["0772-5550123", "5550124"], True),
        ("电话:123456789", [], False),
        ("电话:01234567", [], False),
        ("加QQ群55501234,电话另告", [], False),
        ("共5550123元", [], False),
        ("20200303", [], False),
    ],
)
def test_telephone_numbers(line: str, phones: list[str], glued: bool) -> None:
    assert find_phones([line]) == (phones, glued)


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("联系人:林芳,电话5550123", "林芳"),
        ("联 系 人:林 芳 联系电话:5550123", "林芳"),
        ("联系人:林芳 韦小梅 5550123", "林芳、韦小梅"),
        ("联系人:林工,韦工,电话:5550123", "林工、韦工"),
        ("联系人及电话:林芳,5550123", "林芳"),
        ("联系人:林芳,欢迎随时来人来访", "林芳"),
        ("送办公室韦老师处", "韦老师"),
        ("交机关党委,韦干事收。", "韦干事"),
        ("交机关党委(韦小梅收)", "韦小梅"),
        ("联系人在群里", ""),
    ],
)
def test_whom_to_ask(line: str, contact: str) -> None:
    assert find_contact([line]) == contact


@pytest.mark.parametrize(
    ("line", "channels"),
    [
        ("通过OA或邮箱报送", ["OA", "邮箱"]),
        ("通过钉钉群报送,不收纸质材料", ["钉钉"]),
        ("登录系统填报", ["系统"]),
        ("送县妇联办公室", ["纸质"]),
        ("交镇妇联", ["纸质"]),
        ("交所在乡镇妇联", ["纸质"]),
        ("电子版交办公室", []),
        ("发送到我办邮箱", ["邮箱"]),
        ("报送至县教育局思政股", []),
        ("请勿通过网络、微信、邮箱传送", []),
        ("材料不得迟于17:30送达市妇联", ["纸质"]),
        ("利用微信群做好宣传", []),
        ("用微信发权益部", ["微信"]),
        ("在工作群里接龙", ["微信"]),
        ("发街道钉钉群", ["钉钉"]),
        ("登录微信公众号点击“投稿”上传", ["微信"]),
        ("表格见OA公告栏", []),
        ("用政务微信传至文件夹", ["政务微信"]),
        ("加QQ群领取音乐", []),
        ("电话报县妇联", ["电话"]),
        ("如有变动,请电话告知", []),
        ("核实意见用传真(5550760)报县妇联", ["传真"]),
        ("回执反馈办公室,电话:5550123,传真:5550124", ["传真", "电话"]),
        ("通过省统计云平台填报", ["系统"]),
        ("在平台学习并填写心得,在系统填报,在系统填报", ["系统"]),
        ("扫描二维码填写信息", ["系统"]),
        ("网上公示", []),
    ],
)
def test_ways_to_send(line: str, channels: list[str]) -> None:
    assert find_channels([line], []) == channels


def test_a_mailbox_is_a_way() -> None:
    assert find_channels(["请报送"], ["spfl@example.com"]) == ["邮箱"]
    assert find_channels(["邮箱:spfl@example.com"], ["spfl@example.com"], asked=False) == []


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("附件:推荐表",), ["推荐表"]),
        (("附件:1.推荐表", "2.汇总表", "松坡县妇联"), ["推荐表", "汇总表"]),
        (("附件:1.推荐表 2.汇总表",), ["推荐表", "汇总表"]),
        (("附件:1.推荐表", "2.汇总表 3.名册"), ["推荐表", "汇总表", "名册"]),
        (("附件1:推荐表", "附件2:汇总表"), ["推荐表", "汇总表"]),
        (("附件1 推荐表",), ["推荐表"]),
        (("附件:" + "长" * 100,), []),
        (("见附件。",), []),
    ],
)
def test_attachments(lines: tuple[str, ...], names: list[str]) -> None:
    assert find_attachments(lines) == names


def test_numbered_parts() -> None:
    assert find_work_items(["一、读书。多读。", "第二,写字;", "三是画画", "一、。", "其他"]) == [
        "读书",
        "写字",
        "画画",
    ]


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("围绕“书香”主题开展", "书香"),
        ("以“书香”为主题", "书香"),
        ("主题:“书香”", "书香"),
        ("没有", ""),
    ],
)
def test_the_theme(text: str, theme: str) -> None:
    assert find_theme([text]) == theme
