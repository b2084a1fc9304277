"""How the programs quote a reminder below a reply."""

from __future__ import annotations

from tests.corpus.items import ArrivalList, MailItem, unit_names

FROM = "澄溪县妇联"
ADDRESS = "chengxifulian@163.example"


def quote_reminder(item: MailItem, arrivals: ArrivalList) -> str:
    """Return what stands below the sender's own words, an empty text where nothing is quoted."""
    if not item.quote:
        return ""
    _notice, unit, day = item.answers.split(".")
    name = unit_names()[unit]
    text = arrivals.reminder.strip().format(unit=name)
    subject = arrivals.reminder_subject
    date = f"{day[:4]}年{int(day[4:6])}月{int(day[6:])}日"
    arrows = "\n".join(f"> {line}" for line in text.split("\n"))
    heads = {
        "qq": (
            f'------------------ 原始邮件 ------------------\n发件人: "{FROM}" <{ADDRESS}>;\n'
            f'发送时间: {date} 上午9:00\n收件人: "{name}";\n主题: {subject}\n\n{text}'
        ),
        "foxmail": f"发件人: {FROM}\n发送时间: {date} 09:00\n收件人: {name}\n主题: {subject}\n{text}",
        "outlook": (
            f"-----邮件原件-----\n发件人: {FROM} <{ADDRESS}>\n发送时间: {date} 9:00\n收件人: {name}\n"
            f"主题: {subject}\n\n{text}"
        ),
        "arrow": f'在 {day[:4]}-{day[4:6]}-{day[6:]} 09:00:00,"{FROM}" <{ADDRESS}> 写道:\n{arrows}',
        "iphone": f"> 在 {date},上午9:00,{FROM} <{ADDRESS}> 写道:\n> \n{arrows}",
    }
    return f"\n\n{heads[item.quote]}"
