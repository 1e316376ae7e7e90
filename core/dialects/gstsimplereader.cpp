// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstsimplereader.h"

#include "core/dialects/envelope.h"

#include <QUtf8StringView>

#include <algorithm>

namespace Signalbox {

namespace {

/// What separates words, as Python's str.split() sees it; beyond ASCII it only makes a name bad.
bool isSpace(QChar c)
{
    return c.isSpace() || (c >= QChar(0x1c) && c <= QChar(0x1f));
}
bool isAsciiSpace(char c)
{
    return static_cast<unsigned char>(c) < 0x80 && isSpace(QLatin1Char(c));
}

/// Names stand in lines that native clients print and take apart.
bool isForbidden(QChar c)
{
    return isSpace(c) || c.category() == QChar::Other_Control
        || c.category() == QChar::Other_Format;
}

/// A line's first word and what follows it, spaces at its end included.
struct Cut
{
    QByteArrayView word;
    QByteArrayView rest;
};

Cut cut(QByteArrayView line)
{
    const auto begin = std::find_if_not(line.begin(), line.end(), isAsciiSpace);
    const auto end = std::find_if(begin, line.end(), isAsciiSpace);
    const auto rest = std::find_if_not(end, line.end(), isAsciiSpace);
    return {{begin, end}, {rest, line.end()}};
}

/// A text that must name somebody or something: its value, or why it does not.
std::variant<QString, Fault> readName(QByteArrayView text)
{
    const QString name = QString::fromUtf8(text);
    if (Envelope::isTooLong(name)) {
        return Fault{FaultCode::TooLong, QStringLiteral("name")};
    }
    if (name.isEmpty() || std::any_of(name.begin(), name.end(), isForbidden)) {
        return Fault{FaultCode::BadName, name};
    }
    return name;
}

/// Nobody can have a bad name.
std::variant<QString, Fault> readPeer(QByteArrayView text)
{
    auto name = readName(text);
    if (auto* fault = std::get_if<Fault>(&name); fault && fault->code == FaultCode::BadName) {
        fault->code = FaultCode::UnknownReceiver;
    }
    return name;
}

Reading readSession(QByteArrayView text)
{
    auto partner = readPeer(text);
    if (auto* fault = std::get_if<Fault>(&partner)) {
        return std::move(*fault);
    }
    return Pair{std::get<QString>(std::move(partner)), {}};
}

/// The sender's name comes after the word.
Reading readRoomMessage(QByteArrayView text)
{
    const Cut message = cut(text);
    if (message.rest.isEmpty()) {
        return Fault{FaultCode::TooManyRooms, {}};
    }
    auto receiver = readPeer(message.word);
    if (auto* fault = std::get_if<Fault>(&receiver)) {
        return std::move(*fault);
    }
    QByteArray line = QByteArrayLiteral("ROOM_PEER_MSG ");
    const qsizetype splice = line.size();
    line += ' ';
    line += message.rest;
    return SendToPeer{std::get<QString>(std::move(receiver)), Message{line, splice}};
}

Reading readInRoom(const Cut& line)
{
    if (line.word == "ROOM_PEER_MSG") {
        return readRoomMessage(line.rest);
    }
    if (line.word == "ROOM_PEER_LIST" && line.rest.isEmpty()) {
        return List{};
    }
    return Fault{FaultCode::TooManyRooms, {}};
}

} // namespace

Reading GstSimpleReader::read(QByteArrayView text, const Standing& standing)
{
    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        return Fault{FaultCode::NotJson, {}, m_name.isEmpty()};
    }
    if (m_name.isEmpty()) {
        return readHello(text);
    }
    if (standing.isPaired()) {
        return SendToPartner{{}, Message{text.toByteArray()}};
    }
    const Cut line = cut(text);
    return standing.isInRoom() ? readInRoom(line) : readAlone(line.word, line.rest);
}

Reading GstSimpleReader::readHello(QByteArrayView text)
{
    const Cut line = cut(text);
    if (line.word != "HELLO") {
        return Fault{FaultCode::Early, {}, true};
    }
    auto name = readName(line.rest);
    if (auto* fault = std::get_if<Fault>(&name)) {
        fault->fatal = true;
        return std::move(*fault);
    }
    m_name = std::get<QString>(std::move(name));
    Join join;
    join.id = m_name;
    return join;
}

Reading GstSimpleReader::readAlone(QByteArrayView word, QByteArrayView rest) const
{
    if (word == "SESSION") {
        return readSession(rest);
    }
    if (word == "ROOM") {
        return readRoom(rest);
    }
    if (word == "ROOM_PEER_MSG" || word == "ROOM_PEER_LIST") {
        return Fault{FaultCode::NotInRoom, {}};
    }
    return Fault{FaultCode::UnknownType, QString::fromUtf8(word).left(Envelope::MaxNameBytes)};
}

/// With its own name, as the greeting may not be settled yet.
Reading GstSimpleReader::readRoom(QByteArrayView text) const
{
    auto name = readName(text);
    if (auto* fault = std::get_if<Fault>(&name)) {
        return std::move(*fault);
    }
    auto& room = std::get<QString>(name);
    if (room == QLatin1String("session")) {
        return Fault{FaultCode::BadName, room};
    }
    Join join;
    join.id = m_name;
    join.room = std::move(room);
    return join;
}

} // namespace Signalbox
