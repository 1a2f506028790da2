"""One person is one contributor, however that person took part."""

import datetime as dt

from core.clock import now
from reports.koersdocument.services.registers import Registers
from tests import makers
from tests.conftest import Cast


def test_who_was_a_guest_before_is_one_contributor(cast: Cast) -> None:
    own = cast.participation("participant")
    as_guest = makers.join(cast.programme, own.person, "guest", until=now() + dt.timedelta(minutes=1))
    registers = Registers()
    assert registers.person(as_guest) == registers.person(own) == registers.person(as_guest) == ("c1",)
    assert registers.people == {own.person_id: ("c1", own)}
    assert registers.person(cast.participation("coach")) == ("c2",)
