"""The first Ctrl+C is a wish, the second does what it always did, and none disturbs the end of a run."""

import os
import signal
import threading

import pytest

from filmwright.engine.interrupt import StopWish


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_press_is_noted_and_raises_nothing():
    wish = StopWish()
    with wish.on_ctrl_c():
        press()
        assert wish.wanted


def test_the_second_press_is_a_keyboard_interrupt():
    wish = StopWish()
    with wish.on_ctrl_c():
        press()
        with pytest.raises(KeyboardInterrupt):
            press()


def test_no_press_disturbs_a_run_that_is_ending():
    wish = StopWish()
    with wish.on_ctrl_c():
        wish.closing = True
        press()
        press()
    assert not wish.wanted


def test_the_old_handler_comes_back():
    before = signal.getsignal(signal.SIGINT)
    with StopWish().on_ctrl_c():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_may_wish_too():
    wish = StopWish()

    def run() -> None:
        with wish.on_ctrl_c():
            wish.want()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert wish.wanted
