"""The units of an invented county, and the same units in a district, a city and an autonomous county."""

from __future__ import annotations

from fedtrack.core.matching.name_index import NameIndex
from fedtrack.core.model import Federation, Roster, Unit
from tests.builders import make_unit

UNITS = (
    make_unit("changan", name="长安镇妇联"),
    make_unit("changping", name="长坪乡妇联"),
    make_unit("heishi", name="黑石镇妇联"),
    make_unit("heishikq", name="黑石矿区管理处"),
    make_unit("chengxi", name="城西街道办事处妇联"),
    make_unit("shuili", name="县水利局女工委"),
    make_unit("shuiwu", name="国家税务总局青禾县税务局女工委"),
    make_unit("nyj", name="县农业农村局女工委"),
    make_unit("liangshi", name="县粮食和物资储备局女工委", aliases=("县粮食局",)),
    make_unit("fayuan", name="县人民法院女工委"),
    make_unit("jianchayuan", name="县人民检察院女工委"),
    make_unit("tuanwei", name="共青团青禾县委女工委"),
    make_unit("weiban", name="县委办公室妇委会"),
    make_unit("zhengfuban", name="县人民政府办公室女工委"),
    make_unit("yizhong", name="县第一中学女工委"),
    make_unit("yixiao", name="县第一小学女工委"),
    make_unit("dianxin", name="中国电信青禾分公司女工委"),
    make_unit("nonghang", name="中国农业银行青禾支行女工委"),
)


def county(units: tuple[Unit, ...] = UNITS, name: str = "青禾县妇女联合会") -> Roster:
    """Return a roster of these units under a women's federation of this name."""
    return Roster(federation=Federation(name=name, oa="青禾县妇联OA"), units=units)


def names_of(units: tuple[Unit, ...] = UNITS, name: str = "青禾县妇女联合会") -> NameIndex:
    """Return the index of the names of these units."""
    return NameIndex(county(units, name))
