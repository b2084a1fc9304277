"""What a circular (通报) says of a summary, before it is a document: neutral, naming the punctual.

Before the due date it tells how far the reports have come, after it how it went. Who has not reported is
named only where that is asked for: a 通报 describes faults without names. It tells of all that are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedtrack.core.chinese_dates import chinese_day, chinese_deadline
from fedtrack.core.model import State
from fedtrack.core.summary import GroupTotals
from fedtrack.core.untrusted import one_line
from fedtrack.exports.columns import GROUP_HEADINGS, group_rows
from fedtrack.exports.phrases import NO_GROUP, WHOLE, deadline_of_year, figure_sum, of_givers, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary

MOST_NAMED = 30
"""More names than these stand in an attachment: the body is to be read at a glance."""
_MOST_ADDRESSED = 6


class Section(NamedTuple):
    """A numbered part of the body; the heading has no number yet."""

    heading: str
    paragraphs: list[str]


class Attachment(NamedTuple):
    """A table, or paragraphs, on pages of their own."""

    title: str
    rows: list[list[str]]
    paragraphs: list[str]


class Briefing(NamedTuple):
    """The parts of the circular in their order; every text is one harmless line."""

    title: str
    addressee: str
    opening: str
    sections: list[Section]
    attachments: list[Attachment]
    federation: str
    day: str


def write_briefing(summary: Summary, *, name_outstanding: bool) -> Briefing:
    """Return what the circular says as of the summary's moment."""
    notice = summary.notice
    over = notice.deadline.passed_at(summary.as_of)
    matter = "报送情况" if over else "报送进度"
    number = f"（{one_line(notice.number)}）" if notice.number.strip() else ""
    day = chinese_day(summary.today)
    attachments = [Attachment("分组报送情况表", _group_table(summary), [])]
    sections = _punctual(summary, attachments, over=over)
    if name_outstanding:
        sections += _outstanding(summary, attachments)
    table = "附件1" if len(attachments) > 1 else "附件"
    sections.insert(0, Section("总体情况" if over else "总体进度", _overview(summary, table)))
    sections.append(Section("有关事项", [_what_next(summary, over=over)]))
    return Briefing(
        title=_title(_quoted(notice.title), matter),
        addressee=_addressee(summary),
        opening=f"按照《{_quoted(notice.title)}》{number}要求，各有关单位应于"
        f"{deadline_of_year(notice.deadline)}报送{report_asked(summary)}。现将截至{day}的{matter}通报如下：",
        sections=sections,
        attachments=attachments,
        federation=one_line(summary.federation),
        day=day,
    )


def _title(title: str, matter: str) -> str:
    """Return what the circular is called; a notice that is about something has said 关于 already."""
    about = "" if title.startswith("关于") else "关于"
    return f"{about}《{title}》{matter}的通报"


def report_asked(summary: Summary) -> str:
    """Return what the notice asks to be reported, without a full stop."""
    return one_line(summary.notice.report).rstrip("。．.；;，,") or "有关材料"


def overall(summary: Summary) -> str:
    """Return the sentences that tell the totals."""
    totals = summary.totals
    parts = [f"按时报送{totals.actual_reports_on_time}家"]
    if totals.late:
        parts.append(f"逾期报送{totals.late}家")
    text = f"{opening(totals)}。其中，{'，'.join(parts)}"
    if totals.outstanding:
        text += f"；尚未报送{totals.outstanding}家{_among(summary)}"
    if totals.excused:
        text += f"。另有免报{totals.excused}家，不计入应报"
    return f"{text}。"


class FigureSum(NamedTuple):
    """The sum of a figure; `note` says of how many units it is where not all that reported gave it."""

    label: str
    unit: str
    total: int | float
    note: str


def figure_sums(summary: Summary) -> list[FigureSum]:
    """Return the sum of each figure that any unit gave."""
    sums = [(figure, figure_sum(summary.counted, figure)) for figure in summary.notice.figures]
    return [
        FigureSum(one_line(one.label), one_line(one.unit), total, of_givers(summary.counted, one))
        for one, total in sums
        if total is not None
    ]


def names_of(standings: Sequence[Standing], summary: Summary) -> str:
    """Return the units' names with 、 between them, each with what makes it different."""
    return "、".join(_named(standing, summary) for standing in standings)


def _named(standing: Standing, summary: Summary) -> str:
    name = one_line(standing.unit.name)
    if standing.state is State.RETURNED:
        return f"{name}（退回重报）"
    due = standing.deadline.due
    if standing.outstanding and standing.deadline != summary.notice.deadline:
        return f"{name}（延至{due.month}月{due.day}日）"
    return name


def _among(summary: Summary) -> str:
    extended = sum(
        one.state is State.PENDING and one.deadline != summary.notice.deadline for one in summary.counted
    )
    counts = ((summary.totals.returned, "退回重报"), (extended, "延期未到"))
    parts = [f"{words}{count}家" for count, words in counts if count]
    return f"（含{'、'.join(parts)}）" if parts else ""


def _overview(summary: Summary, table: str) -> list[str]:
    paragraphs = [f"{overall(summary)}分组情况见{table}。"]
    sums = figure_sums(summary)
    if sums:
        told = "，".join(f"{one.label}{one.total}{one.unit}{one.note}" for one in sums)
        paragraphs.append(f"据已报送的材料统计：{told}。")
    return paragraphs


def _punctual(summary: Summary, attachments: list[Attachment], *, over: bool) -> list[Section]:
    """Return the section that thanks or praises the punctual; a long list goes into an attachment."""
    punctual = [one for one in summary.counted if one.state is State.ON_TIME]
    if not punctual:
        return []
    praise = "予以表扬" if over else "对上述单位的支持表示感谢"
    if len(punctual) > MOST_NAMED:
        attachments.append(Attachment("按时报送单位名单", [], _by_group(punctual, summary)))
        text = f"按时报送的有{len(punctual)}家，名单见附件{len(attachments)}，{praise}。"
    else:
        text = f"按时报送的有{len(punctual)}家，{praise}：{names_of(punctual, summary)}。"
        if not over:
            text = f"按时报送的有{len(punctual)}家：{names_of(punctual, summary)}。{praise}。"
    return [Section("按时报送单位", [text])]


def _outstanding(summary: Summary, attachments: list[Attachment]) -> list[Section]:
    owing = [one for one in summary.counted if one.outstanding]
    if not owing:
        return []
    if len(owing) > MOST_NAMED:
        attachments.append(Attachment("尚未报送单位名单", [], _by_group(owing, summary)))
        text = f"尚未报送的有{len(owing)}家，名单见附件{len(attachments)}。"
    else:
        text = f"尚未报送的有{len(owing)}家：{names_of(owing, summary)}。"
    return [Section("尚未报送单位", [text])]


def _by_group(standings: Sequence[Standing], summary: Summary) -> list[str]:
    """Return a paragraph for each group of them, in the order of the table of totals."""
    paragraphs = []
    for group in (one.group for one in summary.groups):
        members = [one for one in standings if one.unit.group == group]
        if members:
            paragraphs.append(
                f"{one_line(group) or NO_GROUP}（{len(members)}家）：{names_of(members, summary)}。"
            )
    return paragraphs


def _what_next(summary: Summary, *, over: bool) -> str:
    totals = summary.totals
    if not totals.outstanding:
        return "各应报单位均已报送，感谢支持与配合。" if totals.expected_reports else "目前没有应报单位。"
    how = "抓紧" if over else f"于{chinese_deadline(summary.notice.deadline)}"
    longer = "已同意延期的，按延期后的日期报送。" if "延期" in _among(summary) else ""
    return f"请尚未报送的单位{how}按原通知要求报送。{longer}如已报送，请忽略；确有困难的，请及时与我会联系。"


def _group_table(summary: Summary) -> list[list[str]]:
    whole = replace(summary, groups=(*summary.groups, GroupTotals(WHOLE, summary.totals)))
    return [GROUP_HEADINGS, *([one_line(str(cell)) for cell in row] for row in group_rows(whole))]


def _addressee(summary: Summary) -> str:
    groups = [one_line(group.group) for group in summary.groups]
    if not groups or "" in groups or len(groups) > _MOST_ADDRESSED:
        return "各有关单位："
    return f"{'、'.join(groups)}："


def _quoted(title: str) -> str:
    """Return a title to stand in 《》: those in it become 〈〉 (GB/T 15834-2011, 4.15)."""
    return one_line(title).replace("《", "〈").replace("》", "〉")
