"""Mail out, over SMTP (RFC 5321): one connection for many messages, each with a plain answer.

The commands of a message are given one by one, because it matters where a connection breaks: before the
message was handed over it did not go out; after that, and before the answer, nobody knows.
"""

from __future__ import annotations

import re
import smtplib
from contextlib import suppress
from typing import TYPE_CHECKING

from fedtrack.errors import Fault, MailError, Message
from fedtrack.mail.passwords import without_password
from fedtrack.mail.refusals import (
    Step,
    busy,
    is_about_us,
    is_for_now,
    put_off,
    read_refusal,
    refused_login,
    some_refused,
    spoken,
)
from fedtrack.mail.secure import TIMEOUT, explain_connection, no_starttls, tls
from fedtrack.usecases.ports import Answer, Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fedtrack.core.servers import Server

_OURSELVES = "[127.0.0.1]"  # the computer's own name may be Chinese, which EHLO cannot say
_GO_ON = 354
_TAKEN = 2  # the first digit of a reply: RFC 5321, 4.2.1
_REFUSALS = {4, 5}
_SCANNING = 60.0  # seconds that a server may take to look through a message
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_BROKEN = (OSError, smtplib.SMTPServerDisconnected)


class SmtpSender:
    """The way out of one mailbox; the password is asked for when the server wants a login."""

    def __init__(
        self, server: Server, *, username: str, password: Callable[[], str], timeout: float = TIMEOUT
    ) -> None:
        self._server = server
        self._username = username
        self._password = password
        self._timeout = timeout

    def connect(self) -> SmtpConnection:
        """Return a connection, encrypted and logged in.

        Raises MailError: the server cannot be reached, has no valid certificate, refuses the login
        (MailLoginError) or sends us away for now (MailBusyError).
        """
        server = self._server
        with explain_connection(server):
            smtp = self._greet()
            try:
                self._log_in(smtp)
            except BaseException:
                smtp.close()
                raise
        return SmtpConnection(smtp)

    def _greet(self) -> smtplib.SMTP:
        host, port, timeout = self._server.host, self._server.port, self._timeout
        try:
            if self._server.encrypted:
                return smtplib.SMTP_SSL(host, port, _OURSELVES, timeout=timeout, context=tls())
            return smtplib.SMTP(host, port, _OURSELVES, timeout=timeout)
        except smtplib.SMTPConnectError as error:
            raise self._sent_away(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPServerDisconnected as error:
            raise self._hung_up(error) from error

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        try:
            self._say_hello(smtp)
            self._authenticate(smtp)
        except smtplib.SMTPServerDisconnected as error:
            raise self._hung_up(error) from error
        except smtplib.SMTPAuthenticationError as error:
            raw = (
                str(error.smtp_error, "utf-8", "replace")
                if isinstance(error.smtp_error, bytes)
                else error.smtp_error
            )
            reply = spoken(error.smtp_code, without_password(raw, self._username, self._password()))
            raise refused_login(self._server.host, error.smtp_code, reply) from None
        except smtplib.SMTPResponseException as error:
            raise self._sent_away(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPException as error:
            raise self._not_smtp() from error

    def _say_hello(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self._server.encrypted and not self._server.local:
            if not smtp.has_extn("starttls"):
                raise no_starttls(self._server)
            smtp.starttls(context=tls())
            smtp.ehlo()

    def _authenticate(self, smtp: smtplib.SMTP) -> None:
        """Log in by AUTH PLAIN or LOGIN, once: a wrong password is not tried twice over."""
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if not offered and self._server.local:
            return
        if "PLAIN" in offered:
            smtp.auth("PLAIN", lambda _challenge=None: f"\0{self._username}\0{self._password()}")
        elif "LOGIN" in offered:
            words = iter((self._username, self._password()))
            smtp.auth("LOGIN", lambda _challenge=None: next(words, ""), initial_response_ok=False)
        else:
            raise MailError(
                Message("the server offers no login that fedtrack knows (PLAIN or LOGIN)"),
                where=self._server.host,
                fix=Message("check the server's name and port in units.toml"),
            )

    def _sent_away(self, code: int, text: bytes | str) -> MailError:
        reply = spoken(code, text)
        if is_for_now(code):
            return busy(self._server.host, reply)
        return MailError(
            Message("the server will not speak with us ({reply})", reply=reply),
            where=self._server.host,
            fix=Message("check the network (an office proxy, a VPN), or ask the mailbox's provider"),
        )

    def _hung_up(self, error: Exception) -> Exception:
        if isinstance(error.__context__, TimeoutError):
            return error.__context__
        return MailError(
            Message("the server closed the connection"),
            where=self._server.host,
            fix=Message("check the port in units.toml (smtps has 465), or try again later"),
        )

    def _not_smtp(self) -> MailError:
        return MailError(
            Message("this is no mail server that fedtrack can speak with"),
            where=self._server.host,
            fix=Message("check the server's name and port in units.toml"),
        )


class SmtpConnection:
    """A connection that is logged in."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def send(self, sender: str, to: Sequence[str], cc: Sequence[str], mail: bytes) -> Answer:
        """Offer one message to all its addresses; it goes out if the server takes one of `to`."""
        try:
            answer = self._address(sender, to, cc)
            if answer.fate != Fate.TAKEN:
                if answer.fate != Fate.LATER:
                    self._start_afresh()
                return answer
            code, text = self._smtp.docmd("DATA")
        except smtplib.SMTPResponseException as error:  # a reply that is no SMTP
            return _lost(spoken(error.smtp_code, error.smtp_error))
        except _BROKEN as error:
            return _lost(str(error))
        if code == _GO_ON:
            return self._hand_over(mail, answer)
        answer = _refused(code, text, Step.CONTENT)
        self._start_afresh()
        return answer

    def _start_afresh(self) -> None:
        """Forget the message that was refused; if the connection breaks here, it was refused all the same."""
        with suppress(*_BROKEN, smtplib.SMTPException):
            self._smtp.rset()

    def close(self) -> None:
        """End the connection, whatever state it is in."""
        try:
            self._smtp.quit()
        except (*_BROKEN, smtplib.SMTPException):
            self._smtp.close()

    def _address(self, sender: str, to: Sequence[str], cc: Sequence[str]) -> Answer:
        """Name sender and recipients; the answer says whether there is anyone to send to."""
        code, text = self._smtp.mail(sender)
        if code // 100 != _TAKEN:
            return _refused(code, text, Step.SENDER)
        refusals: dict[str, tuple[int, str]] = {}
        for address in dict.fromkeys((*to, *cc)):
            code, text = self._smtp.rcpt(address)
            if code // 100 not in {_TAKEN, *_REFUSALS}:
                return _lost(spoken(code, text))
            if code // 100 in _REFUSALS:
                refusals[address] = (code, spoken(code, text))
                if is_for_now(code) and is_about_us(code, refusals[address][1], address):
                    return read_refusal(code, refusals[address][1], Step.RECIPIENT)
        if all(address in refusals for address in to):
            # one that is only put off may be taken later; an address that is wrong stays wrong
            code, reply = min((refusals[address] for address in to), key=lambda pair: pair[0])
            return put_off(reply) if is_for_now(code) else read_refusal(code, reply, Step.RECIPIENT)
        refused = tuple(refusals)
        fault = some_refused(refused, refusals[refused[0]][1]) if refused else None
        reply = "; ".join(reply for _, reply in refusals.values())
        return Answer(Fate.TAKEN, reply, fault, refused)

    def _hand_over(self, mail: bytes, answer: Answer) -> Answer:
        """Hand the message over; from here on a broken connection tells nothing."""
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(max(_SCANNING, self._smtp.timeout))
        try:
            self._smtp.send(_LEADING_DOT.sub(b"..", mail) + b".\r\n")
            code, text = self._smtp.getreply()
        except (*_BROKEN, smtplib.SMTPException) as error:
            return _unknown(str(error))
        finally:
            with suppress(OSError):
                if self._smtp.sock is not None:
                    self._smtp.sock.settimeout(self._smtp.timeout)
        reply = spoken(code, text)
        if code // 100 in _REFUSALS:
            return read_refusal(code, reply, Step.CONTENT)
        return answer if code // 100 == _TAKEN else _unknown(reply)


def _refused(code: int, text: bytes, step: Step) -> Answer:
    """Return what a reply other than the hoped for one means; one that is no refusal either is no SMTP."""
    reply = spoken(code, text)
    return read_refusal(code, reply, step) if code // 100 in _REFUSALS else _lost(reply)


def _lost(reason: str) -> Answer:
    what = Message("the connection broke before the message was handed over ({reason})", reason=reason)
    return Answer(
        Fate.LOST, reason, Fault("", what, Message("run `fedtrack remind --send` again: it goes on"))
    )


def _unknown(reason: str) -> Answer:
    what = Message("the connection broke before the server said whether it has it ({reason})", reason=reason)
    fix = Message("ask the unit; `fedtrack remind --send --resend UNIT` sends it again")
    return Answer(Fate.UNKNOWN, reason, Fault("", what, fix))
