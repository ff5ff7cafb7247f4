"""What hand-written cases share: a prologue, some steps, and the reason expected of the last, written by hand."""

from world import Line

ACCEPTED = None


class Cases:
    def __init__(self, stages):
        self.stages, self.lines = stages, []

    def line(self, name, stage):
        line = Line(name, self.stages[stage] if isinstance(stage, str) else stage)
        self.lines.append(line)
        return line

    def one(self, name, stage, who, kind, body, expect, seconds=1, **header):
        """One command on a stage with the reason expected by hand; the oracle must agree."""
        return self.line(name, stage).tell(who, kind, body, seconds, **header).must(expect)
