"""The quiet coach: what a need does not tell yet, and where it says how and not what. It never stands in the way."""

from tui.coaching.remarks import Advice, Concern, Remark, advise, remarks
from tui.coaching.telling import slots_told

__all__ = ["Advice", "Concern", "Remark", "advise", "remarks", "slots_told"]
