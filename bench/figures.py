"""How long people take: building a body once, posing it for a frame, in CPU time of one core.

python bench/figures.py          prints line | measured | target
"""

import time
from collections.abc import Callable

from filmwright.model.figure import FigureLook, Pose
from filmwright.render.figure import Body, build, pose

LOOKS = (
    FigureLook(sex="male", hair="side_part", top="suit", beard="stubble"),
    FigureLook(sex="female", hair="long", top="blouse", bottom="skirt"),
    FigureLook(sex="female", age=8, height_m=1.28, hair="braids", top="tshirt", bottom="shorts"),
    FigureLook(sex="male", age=62, build="heavy", hair="receding", beard="full", top="coat", hat="brim", glasses=True),
)
POSES = (
    Pose(gesture="talk_open", mouth_shape="A", mouth_open=0.6, gaze=(1.0, 1.5, 2.0)),
    Pose(posture="walk", phase=0.3),
    Pose(posture="sit", table_height=0.74, gesture="hands_on_table", expression="angry"),
    Pose(gesture="phone_to_ear", held="phone", blink=0.5),
)


def cpu(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU, the middle of several runs after one to warm up."""
    work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return sorted(spent)[times // 2]


def main() -> None:
    bodies = [build(look) for look in LOOKS]
    for look in LOOKS:
        worn = f"{look.sex} {look.age}, {look.hair}, {look.top}"
        print(f"body of {worn} | {cpu(lambda look=look: build(look), 3):.0f} ms | under 1500 ms")
    faces = [len(b.faces) for b in bodies]
    print(f"triangles of a body | {min(faces):,} to {max(faces):,} | 25,000 to 45,000")
    print(f"bytes of a body | {max(len(b.to_bytes()) for b in bodies) / 1e6:.1f} MB | -")
    stored = bodies[0].to_bytes()
    print(f"reading a stored body | {cpu(lambda: Body.from_bytes(stored), 5):.1f} ms | -")
    middle = [cpu(lambda b=b, p=p: pose(b, p), 9) for b in bodies for p in POSES]
    print(f"posing, worst of {len(middle)} | {max(middle):.1f} ms | under 15 ms")
    print(f"posing, mean | {sum(middle) / len(middle):.1f} ms | under 15 ms")


if __name__ == "__main__":
    main()
