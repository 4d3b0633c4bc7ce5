"""The fingerprint of a file, against the algorithm written out bit by bit."""

import base64
import time
from hashlib import shake_256

import pytest

from graph.quickxor import quick_xor_hash


def bit_by_bit(data: bytes) -> str:
    ring = [0] * 160
    for number, byte in enumerate(data):
        for bit in range(8):
            ring[(11 * number + bit) % 160] ^= byte >> bit & 1
    value = sum(bit << place for place, bit in enumerate(ring)) ^ (len(data) << 96)
    return base64.b64encode(value.to_bytes(20, "little")).decode()


@pytest.mark.parametrize("length", [0, 1, 14, 15, 19, 20, 159, 160, 161, 319, 320, 321, 5000])
def test_the_fingerprint_is_that_of_the_written_out_algorithm(length: int) -> None:
    data = shake_256(str(length).encode()).digest(length)
    assert quick_xor_hash(data) == bit_by_bit(data)


def test_the_fingerprint_of_a_known_text() -> None:
    assert quick_xor_hash(b"hello world") == "aCgDG9jwBhDc4Q1yawMZAAAAAAA="


def test_the_largest_evidence_takes_well_under_a_second() -> None:
    data = shake_256(b"1").digest(25 * 1024 * 1024)
    started = time.perf_counter()
    quick_xor_hash(data)
    assert time.perf_counter() - started < 1
