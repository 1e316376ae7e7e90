// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// The floor of what a kernel costs: one epoll loop, one send() per receiver and message, nothing
// joined, nothing validated. It looks for the envelope's keys instead of reading JSON, and bounds
// nothing, so it is no server for anybody; it does the hub's work for the load (docs/protocol.md:
// rooms, join, joined, announcements, stamped senders, receivers in the same room; no `leave`,
// which the load never sends).
//
//   floor --port N      (0: any free one)

#include "bench/load/frames.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using Load::FrameHead;

struct Room;

struct Peer
{
    int socket = -1;
    bool upgraded = false;
    bool joined = false;
    std::string id; ///< this and the nick as JSON text without the quotes
    std::string nick;
    Room* room = nullptr; ///< always one, once it has come
    size_t place = 0; ///< in the room's list
    std::string in;
    std::string out;

    std::string identity() const { return R"({"id":")" + id + R"(","nick":")" + nick + "\"}"; }
};

struct Room
{
    std::string name;
    std::vector<Peer*> members;
};

/// The text of a string member, as it stands there.
std::string_view member(std::string_view json, std::string_view key)
{
    const size_t at = json.find(key);
    if (at == std::string_view::npos) {
        return {};
    }
    const size_t begin = at + key.size();
    const size_t end = json.find('"', begin);
    return end == std::string_view::npos ? std::string_view() : json.substr(begin, end - begin);
}

/// Rules and sockets in one: this is about the cost, not about the form.
class Floor
{
public:
    Floor()
        : m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_buffer(256 * 1024)
    { }

    int listen(int port)
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(uint16_t(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) < 0
            || ::listen(m_listener, 4096) < 0
            || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) < 0) {
            std::perror("floor: listen");
            std::exit(3);
        }
        watch(m_listener, EPOLL_CTL_ADD, EPOLLIN);
        return ntohs(address.sin_port);
    }

    [[noreturn]] void run()
    {
        epoll_event events[512];
        while (true) {
            const int count = epoll_wait(m_epoll, events, 512, -1);
            for (int i = 0; i < count; ++i) {
                if (events[i].data.fd == m_listener) {
                    acceptAll();
                    continue;
                }
                Peer* peer = m_bySocket[size_t(events[i].data.fd)].get();
                if (peer != nullptr && (events[i].events & EPOLLOUT) != 0) {
                    flush(*peer);
                }
                if (peer != nullptr && (events[i].events & ~uint32_t(EPOLLOUT)) != 0) {
                    read(*peer);
                }
            }
        }
    }

private:
    void watch(int socket, int operation, uint32_t what)
    {
        epoll_event event{};
        event.events = what;
        event.data.fd = socket;
        epoll_ctl(m_epoll, operation, socket, &event);
    }

    void acceptAll()
    {
        while (true) {
            const int socket
                = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (socket < 0) {
                return;
            }
            const int on = 1;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            if (m_bySocket.size() <= size_t(socket)) {
                m_bySocket.resize(size_t(socket) + 1);
            }
            auto peer = std::make_unique<Peer>();
            peer->socket = socket;
            peer->id = "floor-" + std::to_string(++m_ids);
            m_byId[peer->id] = peer.get();
            enter(*peer, "");
            m_bySocket[size_t(socket)] = std::move(peer);
            watch(socket, EPOLL_CTL_ADD, EPOLLIN);
        }
    }

    void read(Peer& peer)
    {
        const size_t kept = peer.in.size();
        std::copy(peer.in.begin(), peer.in.end(), m_buffer.begin());
        const ssize_t count
            = ::recv(peer.socket, m_buffer.data() + kept, m_buffer.size() - kept, 0);
        if (count <= 0) {
            if (count == 0 || errno != EAGAIN) {
                end(peer);
            }
            return;
        }
        const size_t size = kept + size_t(count);
        size_t used = peer.upgraded ? 0 : upgrade(peer, {m_buffer.data(), size});
        while (peer.upgraded) {
            char* begin = m_buffer.data() + used;
            const auto head = FrameHead::read({begin, size - used});
            if (!head || head->size() > size - used) {
                break;
            }
            if (head->opcode == FrameHead::Close || head->mask.empty()) {
                end(peer);
                return;
            }
            Load::applyMask(begin + head->headSize, head->payloadSize, head->mask);
            if (head->opcode == FrameHead::Text) {
                take(peer, {begin + head->headSize, head->payloadSize});
            }
            used += head->size();
        }
        peer.in.assign(m_buffer.data() + used, size - used);
    }

    size_t upgrade(Peer& peer, std::string_view bytes)
    {
        const size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos) {
            return 0;
        }
        constexpr std::string_view name = "Sec-WebSocket-Key: ";
        const size_t at = bytes.find(name) + name.size();
        const std::string_view key = bytes.substr(at, bytes.find('\r', at) - at);
        const QByteArray accept = QCryptographicHash::hash(
            QByteArray(key.data(), qsizetype(key.size())) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
            QCryptographicHash::Sha1)
                                      .toBase64();
        peer.upgraded = true;
        write(peer,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: "
                + accept.toStdString() + "\r\n\r\n");
        return end + 4;
    }

    void take(Peer& peer, std::string_view message)
    {
        const std::string_view type = member(message, "\"type\":\"");
        if (type == "join") {
            join(peer, message);
        } else {
            relay(peer, type, message);
        }
    }

    void join(Peer& peer, std::string_view message)
    {
        const std::string_view id = member(message, "\"id\":\"");
        const std::string_view nick = member(message, "\"nick\":\"");
        const std::string_view room = member(message, "\"room\":\"");
        const bool isChange
            = !peer.joined || peer.room->name != room || (!id.empty() && peer.id != id);
        if (isChange) {
            if (peer.joined) {
                announce(peer, "leave");
            }
            depart(peer);
        }
        if (!id.empty() && peer.id != id) {
            forgetId(peer);
            peer.id = id;
            m_byId[peer.id] = &peer; // a later owner wins; the earlier one is about to end
        }
        peer.nick = nick;
        peer.joined = true;
        if (isChange) {
            enter(peer, std::string(room));
            announce(peer, "join");
        }
        welcome(peer);
    }

    void welcome(Peer& peer)
    {
        std::string json = R"({"type":"joined","version":1,"capabilities":["rooms","directed"],)";
        json.append(R"("id":")").append(peer.id).append(R"(","nick":")").append(peer.nick);
        json.append(R"(","room":")").append(peer.room->name).append(R"(","peers":[)");
        const char* separator = "";
        for (const Peer* other : peer.room->members) {
            if (other != &peer && other->joined) {
                json.append(std::exchange(separator, ",")).append(other->identity());
            }
        }
        write(peer, Load::serverFrame(FrameHead::Text, json + "]}"));
    }

    void relay(Peer& sender, std::string_view type, std::string_view message)
    {
        const std::string_view receiverId = member(message, "\"receiverId\":\"");
        if (receiverId.empty() && type == "answer") {
            refuse(sender, "receiver-required", {});
            return;
        }
        std::string json;
        json.reserve(message.size() + 200);
        json.append(message, 0, message.size() - 1);
        json.append(R"(,"senderId":")").append(sender.id).append(R"(","userInfo":)");
        json.append(sender.identity()).append("}");
        const std::string frame = Load::serverFrame(FrameHead::Text, json);
        if (receiverId.empty()) {
            toOthers(sender, frame);
            return;
        }
        const auto receiver = m_byId.find(std::string(receiverId));
        if (receiver == m_byId.end() || receiver->second->room != sender.room) {
            refuse(sender, "unknown-receiver", receiverId);
        } else {
            write(*receiver->second, frame);
        }
    }

    void refuse(Peer& peer, const char* code, std::string_view receiverId)
    {
        write(peer,
            Load::serverFrame(FrameHead::Text,
                std::string(R"({"type":"error","code":")") + code + R"(","receiverId":")"
                    + std::string(receiverId) + "\"}"));
    }

    void announce(const Peer& peer, const char* type)
    {
        const std::string identity = peer.identity();
        toOthers(peer,
            Load::serverFrame(FrameHead::Text,
                std::string(R"({"type":")") + type + R"(","payload":)" + identity + R"(,"id":")"
                    + peer.id + R"(","nick":")" + peer.nick + R"(","senderId":")" + peer.id
                    + R"(","userInfo":)" + identity + "}"));
    }

    void toOthers(const Peer& peer, const std::string& frame)
    {
        for (Peer* other : peer.room->members) {
            if (other != &peer && other->upgraded) {
                write(*other, frame);
            }
        }
    }

    void enter(Peer& peer, const std::string& name)
    {
        Room& room = m_rooms[name];
        room.name = name;
        peer.room = &room;
        peer.place = room.members.size();
        room.members.push_back(&peer);
    }

    void depart(Peer& peer)
    {
        std::vector<Peer*>& members = peer.room->members;
        members[peer.place] = members.back();
        members[peer.place]->place = peer.place;
        members.pop_back();
        if (members.empty()) {
            m_rooms.erase(std::string(peer.room->name));
        }
    }

    void forgetId(const Peer& peer)
    {
        const auto known = m_byId.find(peer.id);
        if (known != m_byId.end() && known->second == &peer) {
            m_byId.erase(known);
        }
    }

    /// A write that fails ends nobody here: reading from that peer will tell.
    void write(Peer& peer, std::string_view frame)
    {
        ssize_t sent = 0;
        if (peer.out.empty()) {
            sent = ::send(peer.socket, frame.data(), frame.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EAGAIN) {
                return;
            }
            sent = std::max<ssize_t>(sent, 0);
        }
        if (size_t(sent) < frame.size()) {
            peer.out += frame.substr(size_t(sent));
            watch(peer.socket, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
        }
    }

    void flush(Peer& peer)
    {
        const std::string bytes = std::exchange(peer.out, {});
        watch(peer.socket, EPOLL_CTL_MOD, EPOLLIN);
        write(peer, bytes);
    }

    void end(Peer& peer)
    {
        const auto gone = std::move(m_bySocket[size_t(peer.socket)]);
        if (peer.joined) {
            announce(peer, "leave");
        }
        depart(peer);
        forgetId(peer);
        ::close(peer.socket);
    }

    int m_epoll;
    int m_listener = -1;
    uint64_t m_ids = 0;
    std::vector<char> m_buffer;
    std::vector<std::unique_ptr<Peer>> m_bySocket;
    std::unordered_map<std::string, Peer*> m_byId;
    std::unordered_map<std::string, Room> m_rooms;
};

} // namespace

int main(int argc, char** argv)
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    Floor server;
    std::printf(
        "Listening on ws://127.0.0.1:%d\n", server.listen(argc > 2 ? std::atoi(argv[2]) : 0));
    std::fflush(stdout);
    server.run();
}
