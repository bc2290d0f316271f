"""Just enough of protobuf to write holdwatch.v1.Batch, independent of the daemon's own code."""

EVENT_TYPES = ["unspecified", "joined", "answered", "abandoned", "exited", "completed", "held",
               "resumed", "tagged", "staffed", "agent", "heartbeat"]


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number_field(field, number):
    return varint(field << 3) + varint(number)


def bytes_field(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def call_event(seconds, kind, call, queue="orders"):
    return (number_field(1, int(seconds * 1_000_000)) + number_field(2, EVENT_TYPES.index(kind))
            + bytes_field(3, queue) + bytes_field(4, call))


def batch(events, source="", sequence=0):
    head = bytes_field(1, source) + number_field(2, sequence)
    return head + b"".join(bytes_field(3, event) for event in events)
