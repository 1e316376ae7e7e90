// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/frames.h"

#include <cstdint>
#include <cstring>

namespace Load {

namespace {

constexpr char Final = char(0x80);
constexpr char Masked = char(0x80);

std::string head(int opcode, size_t size, char maskBit)
{
    std::string bytes;
    bytes += char(Final | opcode);
    int lengthBytes = 0;
    if (size < 126) {
        bytes += char(maskBit | char(size));
    } else if (size <= 0xffff) {
        bytes += char(maskBit | 126);
        lengthBytes = 2;
    } else {
        bytes += char(maskBit | 127);
        lengthBytes = 8;
    }
    for (int i = lengthBytes - 1; i >= 0; --i) {
        bytes += char(uint64_t(size) >> (8 * i));
    }
    return bytes;
}

} // namespace

std::optional<FrameHead> FrameHead::read(std::string_view bytes)
{
    const auto byte = [bytes](size_t i) { return size_t(uint8_t(bytes[i])); };
    if (bytes.size() < 2) {
        return std::nullopt;
    }
    FrameHead head;
    head.opcode = int(byte(0) & 0x0f);
    const bool masked = (byte(1) & 0x80) != 0;
    const size_t length = byte(1) & 0x7f;
    const size_t lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    head.headSize = 2 + lengthBytes + (masked ? 4 : 0);
    if (bytes.size() < head.headSize) {
        return std::nullopt;
    }
    head.payloadSize = lengthBytes == 0 ? length : 0;
    for (size_t i = 0; i < lengthBytes; ++i) {
        head.payloadSize = head.payloadSize << 8 | byte(2 + i);
    }
    if (masked) {
        head.mask = bytes.substr(head.headSize - 4, 4);
    }
    return head;
}

void applyMask(char* bytes, size_t size, std::string_view mask, size_t at)
{
    char turned[8];
    for (size_t i = 0; i < sizeof turned; ++i) {
        turned[i] = mask[(at + i) % 4];
    }
    uint64_t wide = 0;
    std::memcpy(&wide, turned, sizeof wide);
    size_t i = 0;
    for (; i + sizeof wide <= size; i += sizeof wide) {
        uint64_t word = 0;
        std::memcpy(&word, bytes + i, sizeof word);
        word ^= wide;
        std::memcpy(bytes + i, &word, sizeof word);
    }
    for (; i < size; ++i) {
        bytes[i] = char(bytes[i] ^ turned[i % 4]);
    }
}

std::string clientFrame(int opcode, std::string_view payload)
{
    std::string frame = head(opcode, payload.size(), Masked);
    frame += clientMask;
    const size_t begin = frame.size();
    frame += payload;
    applyMask(frame.data() + begin, payload.size(), clientMask);
    return frame;
}

std::string serverFrame(int opcode, std::string_view payload)
{
    std::string frame = head(opcode, payload.size(), 0);
    frame += payload;
    return frame;
}

} // namespace Load
