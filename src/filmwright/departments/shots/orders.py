"""Camera orders that wait for their picture."""

from filmwright.departments.shots.desk import Desk, merge_figures
from filmwright.departments.shots.pieces import Piece
from filmwright.departments.shots.segment import Figure, Order, Segment

__all__ = ["Orders"]


class Orders:
    """What the script has asked of the camera and not yet got."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pending: list[tuple[int, int, int]] = []  # words of an order waiting for their picture
        self.pending_order: Order | None = None
        self.pending_figures: list[Figure] = []
        self.pending_thing: str | None = None

    def hold(self, order: Order, spans: list[tuple[int, int, int]], group: list[Piece]) -> None:
        """Keep an order that stands alone ("INSERT - THE LETTER") for the picture that follows it."""
        if order.name.startswith("end_") and self.desk.segments:
            before = self.desk.segments[-1]
            before.spans.extend(spans)
            before.text = self.desk.text_of(before.spans)
            return
        self.pending.extend(spans)
        for piece in group:
            merge_figures(self.pending_figures, piece.figures)
            self.pending_thing = next(
                (c.subject.head for c in piece.clauses if c.subject is not None and c.subject.head), None
            )
        self.pending_order = order if (order.shot_type or order.angle or order.movement) else None

    def drop(self) -> None:
        """Forget what waited."""
        self.pending, self.pending_order, self.pending_figures, self.pending_thing = [], None, [], None

    def flush(self) -> None:
        """Give an order at the end of the scene a shot of its own."""
        if not self.pending:
            return
        segment = Segment("insert" if self.pending_order else "transition", "place", 1.0, list(self.pending))
        segment.figures = self.pending_figures
        segment.subject = segment.figures[0].who if segment.figures else None
        segment.coverage = "action" if segment.figures else "place"
        segment.text = self.desk.text_of(segment.spans)
        segment.order, segment.mode = self.pending_order, self.desk.mode
        self.obey(segment)
        self.drop()
        self.desk.segments.append(segment)

    def obey(self, segment: Segment) -> None:
        """Turn the function of the shot to what the script orders."""
        order = segment.order
        if order is None:
            return
        if order.trigger is not None:
            segment.trigger, segment.coverage = order.trigger, "text"
        elif order.name == "insert":
            segment.trigger, segment.coverage = "insert", ("detail" if segment.figures else "insert")
            for figure in segment.figures:
                figure.visibility = "partial"
        elif order.name in {"pov", "pov_sentence"}:
            segment.coverage = "pov"
        elif order.name == "back":
            segment.order = None
