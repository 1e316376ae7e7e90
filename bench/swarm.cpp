// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// Many peers in one process: raw sockets and epoll, so that the load costs less than what it
// measures.
//
//   swarm --port P [--address A] [--peers N] [--rooms R] [--rate M] [--seconds S] [--size B]
//
// Connects N peers, joins them to R rooms, prints "ready", sends M messages a second in all for S
// seconds, each to the next peer of the sender's room, prints what was sent and received, and ends
// when standard input does.

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using Time = std::chrono::steady_clock;

struct Options
{
    std::string address = "127.0.0.1";
    int port = 0;
    int peers = 100;
    int rooms = 0; // 0: as many as make rooms of 50
    int rate = 0;
    int seconds = 0;
    int size = 250;
};

[[noreturn]] void fail(const char* what)
{
    std::perror(what);
    std::exit(1);
}

/// A masked text frame. The mask is zero, which is allowed and leaves the text readable.
std::string frame(const std::string& text)
{
    std::string bytes = "\x81";
    if (text.size() < 126) {
        bytes += char(0x80 | text.size());
    } else {
        bytes += char(0x80 | 126);
        bytes += char(text.size() >> 8);
        bytes += char(text.size() & 0xff);
    }
    return bytes + std::string(4, '\0') + text;
}

/// One peer: what it has read of the frame at hand, and how many messages it has had.
class Peer
{
public:
    int socket = -1;
    bool upgraded = false;
    uint64_t received = 0;

    /// Takes what came and counts whole text messages; answers pings.
    void take(const char* data, size_t size)
    {
        m_buffer.append(data, size);
        if (!upgraded) {
            const size_t end = m_buffer.find("\r\n\r\n");
            if (end == std::string::npos) {
                return;
            }
            upgraded = true;
            m_buffer.erase(0, end + 4);
        }
        size_t at = 0;
        while (const size_t length = frameLength(at)) {
            const int opcode = m_buffer[at] & 0xf;
            if (opcode == 0x1) {
                ++received;
            } else if (opcode == 0x9) {
                pong(at);
            }
            at += length;
        }
        m_buffer.erase(0, at);
    }

private:
    /// The length of the whole frame at this position, or 0 where it is not complete.
    size_t frameLength(size_t at) const
    {
        const size_t left = m_buffer.size() - at;
        if (left < 2) {
            return 0;
        }
        const auto byte = [this, at](size_t i) { return size_t(uint8_t(m_buffer[at + i])); };
        size_t header = 2;
        size_t payload = byte(1) & 0x7f;
        if (payload == 126) {
            header = 4;
        } else if (payload == 127) {
            header = 10;
        }
        if (left < header) {
            return 0;
        }
        if (header > 2) {
            payload = 0;
            for (size_t i = 2; i < header; ++i) {
                payload = payload << 8 | byte(i);
            }
        }
        return left < header + payload ? 0 : header + payload;
    }

    void pong(size_t at) const
    {
        const size_t payload = size_t(m_buffer[at + 1] & 0x7f);
        std::string bytes = "\x8a";
        bytes += char(0x80 | payload);
        bytes += std::string(4, '\0') + m_buffer.substr(at + 2, payload);
        if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) {
            fail("pong");
        }
    }

    std::string m_buffer;
};

class Swarm
{
public:
    explicit Swarm(const Options& options)
        : m_options(options)
        , m_peers(size_t(options.peers))
        , m_rooms(options.rooms > 0 ? options.rooms : (options.peers + 49) / 50)
        , m_epoll(epoll_create1(0))
    { }

    void connectAll()
    {
        for (size_t i = 0; i < m_peers.size(); ++i) {
            connectPeer(i);
            if (i % 64 == 63) {
                poll(0);
            }
        }
        while (!everybodyHas(1)) {
            poll(100);
        }
    }

    void talk()
    {
        const auto begin = Time::now();
        const auto end = begin + std::chrono::seconds(m_options.seconds);
        const std::string padding(size_t(m_options.size), 'x');
        uint64_t sent = 0;
        while (Time::now() < end) {
            const double elapsed = std::chrono::duration<double>(Time::now() - begin).count();
            for (const auto due = uint64_t(elapsed * m_options.rate); sent < due; ++sent) {
                say(sent % m_peers.size(), padding);
            }
            poll(1);
        }
        std::printf("sent %llu\n", static_cast<unsigned long long>(sent));
        std::fflush(stdout);
    }

    /// Keeps reading and answering pings until standard input ends.
    void idle()
    {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLHUP;
        event.data.u64 = StdinMark;
        if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event) < 0) {
            return; // a file or /dev/null: nothing to wait for
        }
        while (!m_inputEnded) {
            poll(1000);
        }
    }

private:
    static constexpr uint64_t StdinMark = UINT64_MAX;

    std::string idOf(size_t peer) const { return "swarm-" + std::to_string(peer); }

    void connectPeer(size_t index)
    {
        Peer& peer = m_peers[index];
        peer.socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(uint16_t(m_options.port));
        inet_pton(AF_INET, m_options.address.c_str(), &address.sin_addr);
        if (peer.socket < 0
            || ::connect(peer.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0) {
            fail("connect");
        }
        const int on = 1;
        setsockopt(peer.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::string join = R"({"type":"join","id":")" + idOf(index) + R"(","nick":"peer )"
            + std::to_string(index) + R"(","room":"room )" + std::to_string(index % size_t(m_rooms))
            + R"("})";
        sendAll(peer,
            "GET / HTTP/1.1\r\nHost: " + m_options.address
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nUser-Agent: swarm/1\r\n\r\n");
        while (!peer.upgraded) {
            char data[4096];
            const ssize_t n = ::recv(peer.socket, data, sizeof data, 0);
            if (n <= 0) {
                fail("upgrade");
            }
            peer.take(data, size_t(n));
        }
        sendAll(peer, frame(join));
        fcntl(peer.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, peer.socket, &event);
    }

    void say(size_t from, const std::string& padding)
    {
        // The next one of the same room.
        const size_t to = (from + size_t(m_rooms)) % m_peers.size();
        sendAll(m_peers[from],
            frame(R"({"type":"candidate","receiverId":")" + idOf(to) + R"(","candidate":")"
                + padding + R"("})"));
    }

    static void sendAll(Peer& peer, const std::string& bytes)
    {
        size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t n
                = ::send(peer.socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
            if (n >= 0) {
                done += size_t(n);
            } else if (errno != EAGAIN) {
                fail("send");
            }
        }
    }

    void poll(int milliseconds)
    {
        epoll_event events[256];
        const int count = epoll_wait(m_epoll, events, 256, milliseconds);
        for (int i = 0; i < count; ++i) {
            char data[65536];
            if (events[i].data.u64 == StdinMark) {
                m_inputEnded = ::read(STDIN_FILENO, data, sizeof data) <= 0;
                continue;
            }
            Peer& peer = m_peers[events[i].data.u64];
            const ssize_t n = ::recv(peer.socket, data, sizeof data, 0);
            if (n > 0) {
                peer.take(data, size_t(n));
            } else if (n == 0 || errno != EAGAIN) {
                epoll_ctl(m_epoll, EPOLL_CTL_DEL, peer.socket, nullptr);
            }
        }
    }

    bool everybodyHas(uint64_t messages) const
    {
        for (const Peer& peer : m_peers) {
            if (peer.received < messages) {
                return false;
            }
        }
        return true;
    }

    Options m_options;
    std::vector<Peer> m_peers;
    int m_rooms;
    int m_epoll;
    bool m_inputEnded = false;
};

Options parse(int argc, char** argv)
{
    Options options;
    const std::map<std::string, int*> numbers{{"--port", &options.port},
        {"--peers", &options.peers}, {"--rooms", &options.rooms}, {"--rate", &options.rate},
        {"--seconds", &options.seconds}, {"--size", &options.size}};
    for (int i = 1; i + 1 < argc; i += 2) {
        const auto number = numbers.find(argv[i]);
        if (number != numbers.end()) {
            *number->second = std::atoi(argv[i + 1]);
        } else if (std::strcmp(argv[i], "--address") == 0) {
            options.address = argv[i + 1];
        } else {
            std::fprintf(stderr, "swarm: unknown option %s\n", argv[i]);
            std::exit(2);
        }
    }
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    Swarm swarm(parse(argc, argv));
    swarm.connectAll();
    std::puts("ready");
    std::fflush(stdout);
    swarm.talk();
    swarm.idle();
}
