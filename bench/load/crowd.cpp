// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/crowd.h"

#include "bench/load/frames.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <sys/epoll.h>
#include <unistd.h>

namespace Load {

namespace {

constexpr size_t BufferSize = 256 * 1024;
constexpr size_t ConnectsPerAddress = 8000; ///< well below the ports of one source address
constexpr int64_t PatienceNs = 10'000'000'000; ///< without any event, then the run has failed

bool startsWith(std::string_view text, std::string_view beginning)
{
    return text.substr(0, beginning.size()) == beginning;
}

} // namespace

Crowd::Crowd(const Plan& plan)
    : m_plan(plan)
    , m_peers(size_t(plan.peers))
    , m_buffer(BufferSize)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_plan.tls) {
        m_tls.emplace();
    }
}

Crowd::~Crowd()
{
    for (size_t i = 0; i < m_peers.size(); ++i) {
        drop(i);
    }
    ::close(m_epoll);
}

void Crowd::connect(size_t index)
{
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(uint16_t(m_plan.port));
    inet_pton(AF_INET, m_plan.address.c_str(), &server.sin_addr);
    m_peers[index].open(
        m_epoll, uint32_t(index), sourceAddress(), server, m_tls ? &*m_tls : nullptr);
}

/// A server on the loopback network is reached from many addresses of it, each with ports of its
/// own; another one from whatever address the system chooses.
sockaddr_in Crowd::sourceAddress()
{
    constexpr uint32_t firstLoopback = 0x7f000001;
    sockaddr_in source{};
    source.sin_family = AF_INET;
    const auto turn = uint32_t(m_connects++ / ConnectsPerAddress % 200);
    if (startsWith(m_plan.address, "127.")) {
        source.sin_addr.s_addr = htonl(firstLoopback + turn);
    }
    return source;
}

void Crowd::drop(size_t index)
{
    Peer& peer = m_peers[index];
    if (peer.phase == Phase::Away) {
        return;
    }
    m_joined -= peer.phase == Phase::Joined ? 1 : 0;
    peer.close();
}

void Crowd::send(size_t index, std::string_view frame)
{
    Peer& peer = m_peers[index];
    if (peer.phase != Phase::Away && !peer.send(frame)) {
        onBroken(index);
    }
}

void Crowd::poll(int milliseconds)
{
    constexpr int most = 512;
    epoll_event events[most];
    const int count = epoll_wait(m_epoll, events, most, milliseconds);
    m_events += std::max(count, 0);
    for (int i = 0; i < count; ++i) {
        const uint64_t mark = events[i].data.u64;
        const size_t index = Peer::markOf(mark);
        if ((events[i].events & EPOLLOUT) != 0 && m_peers[index].isMeant(mark)) {
            onWritable(index);
        }
        if ((events[i].events & ~uint32_t(EPOLLOUT)) != 0 && m_peers[index].isMeant(mark)) {
            onReadable(index);
        }
    }
    if (onPolled) {
        onPolled();
    }
}

void Crowd::bringIn()
{
    size_t next = 0;
    size_t started = m_joined;
    const auto start = [&] {
        for (; next < m_peers.size() && started - m_joined < size_t(m_plan.atOnce); ++next) {
            if (m_peers[next].phase == Phase::Away) {
                connect(next);
                ++started;
            }
        }
        return m_joined == m_peers.size();
    };
    if (!pollUntil(start) || faults.broken > 0) {
        std::fprintf(stderr, "load: only %zu of %zu peers came in (%lld broken, %lld refused)\n",
            m_joined, m_peers.size(), static_cast<long long>(faults.broken),
            static_cast<long long>(faults.refused));
        std::exit(1);
    }
}

void Crowd::pollFor(double seconds)
{
    const int64_t end = nowNs() + int64_t(seconds * 1e9);
    while (nowNs() < end) {
        poll(10);
    }
}

bool Crowd::pollUntil(const std::function<bool()>& done)
{
    int64_t last = nowNs();
    while (!done()) {
        const int64_t before = m_events;
        poll(100);
        if (m_events != before) {
            last = nowNs();
        } else if (nowNs() - last > PatienceNs) {
            return false;
        }
    }
    return true;
}

void Crowd::checkRooms()
{
    const size_t asked = std::min(rooms(), m_peers.size());
    int64_t expected = 0;
    for (size_t room = 0; room < asked; ++room) {
        expected += int64_t(membersOfRoom(room)) - 1;
        m_peers[room].phase = Phase::Joining;
        --m_joined;
        send(room, joinFrame(room));
    }
    const int64_t before = m_listed;
    const auto answered = onJoined;
    onJoined = {};
    if (!pollUntil([this] { return m_joined == m_peers.size(); })) {
        faults.lost += int64_t(m_peers.size() - m_joined);
    }
    onJoined = answered;
    const int64_t difference = expected - (m_listed - before);
    (difference > 0 ? faults.lost : faults.misplaced) += std::abs(difference);
}

int64_t Crowd::pairs() const
{
    int64_t sum = 0;
    for (size_t room = 0; room < rooms(); ++room) {
        const auto members = int64_t(membersOfRoom(room));
        sum += members * (members - 1) / 2;
    }
    return sum;
}

void Crowd::expectIntact(const Stamp& stamp, std::string_view message, std::string_view body)
{
    const std::string id = idOf(stamp.sender);
    const std::string senderId = R"("senderId":")" + id + '"';
    const std::string userInfo = R"("userInfo":{"id":")" + id + R"(","nick":"peer )"
        + std::to_string(stamp.sender) + "\"}";
    const size_t at = message.find(body);
    if (at == std::string_view::npos || message.find(senderId) == std::string_view::npos
        || message.find(userInfo) == std::string_view::npos) {
        ++faults.forged;
    }
}

size_t Crowd::membersOfRoom(size_t room) const
{
    return m_peers.size() / rooms() + (room < m_peers.size() % rooms() ? 1 : 0);
}

std::string Crowd::joinFrame(size_t index) const
{
    return clientFrame(FrameHead::Text,
        R"({"type":"join","id":")" + idOf(index) + R"(","nick":"peer )" + std::to_string(index)
            + R"(","room":"room )" + std::to_string(index % rooms()) + "\"}");
}

void Crowd::onConnecting(size_t index)
{
    Peer& peer = m_peers[index];
    switch (peer.approach()) {
    case Peer::Progress::UnderWay:
        return;
    case Peer::Progress::Failed:
        onBroken(index);
        return;
    case Peer::Progress::Arrived:
        break;
    }
    peer.phase = Phase::Upgrading;
    send(index,
        "GET / HTTP/1.1\r\nHost: " + m_plan.address + ':' + std::to_string(m_plan.port)
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              "Sec-WebSocket-Key: "
            + std::string(sampleKey) + "\r\nUser-Agent: signalbox-load\r\n\r\n");
}

void Crowd::onWritable(size_t index)
{
    if (m_peers[index].phase == Phase::Connecting) {
        onConnecting(index);
    } else if (!m_peers[index].flush()) {
        onBroken(index);
    }
}

void Crowd::onReadable(size_t index)
{
    if (m_peers[index].phase == Phase::Connecting) {
        onConnecting(index);
        return;
    }
    do {
        readOnce(index);
    } while (m_peers[index].hasMore());
}

void Crowd::readOnce(size_t index)
{
    Peer& peer = m_peers[index];
    if (m_buffer.size() - peer.rest.size() < BufferSize / 2) {
        m_buffer.resize(m_buffer.size() * 2); // a list of members may be long
    }
    size_t size = 0;
    if (!peer.receive(m_buffer.data(), m_buffer.size(), size)) {
        onBroken(index);
        return;
    }
    const std::string_view bytes(m_buffer.data(), size);
    const size_t used = take(index, bytes);
    if (peer.phase != Phase::Away) {
        peer.rest.assign(bytes.substr(used));
    }
}

void Crowd::onBroken(size_t index)
{
    ++faults.broken;
    drop(index);
}

/// How many of the bytes were something whole.
size_t Crowd::take(size_t index, std::string_view bytes)
{
    size_t used = 0;
    if (m_peers[index].phase == Phase::Upgrading) {
        used = takeAnswer(index, bytes);
    }
    while (m_peers[index].phase >= Phase::Joining) {
        const size_t size = takeFrame(index, bytes.substr(used));
        if (size == 0) {
            break;
        }
        used += size;
    }
    return used;
}

size_t Crowd::takeAnswer(size_t index, std::string_view bytes)
{
    constexpr std::string_view emptyLine = "\r\n\r\n";
    const size_t end = bytes.find(emptyLine);
    if (end == std::string_view::npos) {
        return 0;
    }
    const std::string_view head = bytes.substr(0, end);
    if (!startsWith(head, "HTTP/1.1 101 ") || head.find(sampleAccept) == std::string_view::npos) {
        std::fprintf(stderr, "load: no upgrade:\n%.*s\n", int(head.size()), head.data());
        std::exit(1);
    }
    m_peers[index].phase = Phase::Joining;
    send(index, joinFrame(index));
    return end + emptyLine.size();
}

size_t Crowd::takeFrame(size_t index, std::string_view bytes)
{
    const auto head = FrameHead::read(bytes);
    if (!head || bytes.size() < head->size()) {
        return 0;
    }
    const std::string_view payload = bytes.substr(head->headSize, head->payloadSize);
    if (head->opcode == FrameHead::Text) {
        takeMessage(index, payload);
    } else if (head->opcode == FrameHead::Ping) {
        send(index, clientFrame(FrameHead::Pong, payload));
    }
    return head->size();
}

void Crowd::takeMessage(size_t index, std::string_view message)
{
    if (const auto stamp = Stamp::read(message)) {
        if (stamp->sender >= m_peers.size() || !onSample) {
            ++faults.misplaced;
        } else {
            onSample(index, *stamp, message);
        }
    } else if (startsWith(message, R"({"type":"joined",)")) {
        takeJoined(index, message);
    } else if (startsWith(message, R"({"type":"join",)")) {
        ++m_announced;
    } else if (!startsWith(message, R"({"type":"leave",)") && !isGreeting(index, message)) {
        if (++faults.refused == 1) { // one tells what is wrong; thousands would hide it
            const auto shown = int(std::min<size_t>(message.size(), 200));
            std::fprintf(stderr, "load: %.*s\n", shown, message.data());
        }
    }
}

/// What the hub says to whom it has waited for a while: on a busy machine a join comes late.
bool Crowd::isGreeting(size_t index, std::string_view message) const
{
    return m_peers[index].phase == Phase::Joining && startsWith(message, R"({"type":"welcome",)");
}

void Crowd::takeJoined(size_t index, std::string_view message)
{
    // Neither ids nor nicks of the load hold a brace: every one behind the key is a member.
    const size_t list = message.find(R"("peers":[)");
    m_listed += list == std::string_view::npos
        ? 0
        : std::count(message.begin() + std::ptrdiff_t(list), message.end(), '{');
    if (m_peers[index].phase != Phase::Joined) {
        m_peers[index].phase = Phase::Joined;
        ++m_joined;
        if (onJoined) {
            onJoined(index);
        }
    }
}

} // namespace Load
