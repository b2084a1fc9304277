"""What does something when it is opened, by the suffix of its name; no such file is ever kept."""

from __future__ import annotations

PROGRAMS = frozenset({
    *("apk", "app", "bat", "chm", "cmd", "com", "cpl", "desktop", "dll", "exe", "hta", "img", "inf", "iso"),
    *("jar", "js", "jse", "lnk", "msc", "msi", "msp", "one", "pif", "ps1", "reg", "scf", "scr", "sh"),
    *("sys", "url", "vb", "vbe", "vbs", "vhd", "ws", "wsf", "wsh"),
})  # fmt: skip
"""Programs, shortcuts, and images of disks that bring them."""
WITH_MACROS = frozenset({
    *("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xll", "pptm", "potm", "ppsm", "ppam"),
})  # fmt: skip
"""Files of an office suite that bring programs of their own."""
ACTIVE = PROGRAMS | WITH_MACROS
