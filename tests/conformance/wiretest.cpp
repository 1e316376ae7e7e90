// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"

#include "tests/support/papers.h"
#include "tests/support/waiting.h"

#include <QFile>
#include <QTest>

namespace Signalbox {

namespace {

constexpr char opening[] = R"({"type":"said","words":")";
constexpr char ending[] = R"("})";

} // namespace

void WireTest::initTestCase()
{
    if (qgetenv("SIGNALBOX_TEST_WIRE") != "tls") {
        return;
    }
    // Made once: a hub that makes its own takes longer than most cases.
    Papers papers;
    const Credentials credentials = papers.credentials();
    QByteArray chain;
    for (const QSslCertificate& certificate : credentials.chain) {
        chain += certificate.toPem();
    }
    m_tls.certificateFile = keep(QStringLiteral("chain.pem"), chain);
    m_tls.keyFile = keep(QStringLiteral("key.pem"), credentials.key.toPem());
    m_tls.encryption = Encryption::Offered;
}

QString WireTest::keep(const QString& name, const QByteArray& text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    }
    return file.fileName();
}

void WireTest::begin(const Limits& limits)
{
    HubConfig config;
    config.limits = limits;
    config.tls = m_tls;
    m_client = anotherClient();
    m_neighbour = std::make_unique<TestClient>();
    m_hub = std::make_unique<RunningHub>(config);
    QVERIFY(m_hub->isListening());
    QVERIFY(m_neighbour->connectTo(m_hub->port()));
    QVERIFY(!m_neighbour->join("neighbour").isEmpty());
}

std::unique_ptr<RawClient> WireTest::anotherClient() const
{
    auto client = std::make_unique<RawClient>();
    if (isOverTls()) {
        client->encrypt();
    }
    return client;
}

void WireTest::cleanup()
{
    TestClient third;
    QVERIFY(third.connectTo(m_hub->port()));
    third.send(R"({"type":"still there"})");
    QVERIFY(waitUntil([this] {
        return !m_neighbour->heard().isEmpty()
            && m_neighbour->heard().last().value(u"type"_qs) == u"still there"_qs;
    }));
    for (const QJsonObject& message : std::as_const(m_neighbour->heard())) {
        QVERIFY(message.value(u"type"_qs) != u"said"_qs);
    }
    // Nobody is left to whom the hub would have to say goodbye.
    third.socket().abort();
    m_neighbour.reset();
    m_client.reset();
    m_hub.reset();
}

int WireTest::statusOf(const QByteArray& bytes)
{
    if (!client().connectTo(hub().port())) {
        return -1;
    }
    client().write(bytes);
    return client().waitForEnd() ? client().httpStatus() : -1;
}

QByteArray WireTest::upgradeWith(const QByteArray& instead, const QByteArray& of)
{
    const QByteArray request = RawClient::upgradeRequest("/ws");
    if (!request.contains(of)) {
        qFatal("There is no %s in a good request", of.constData());
    }
    return QByteArray(request).replace(of, instead);
}

QByteArray WireTest::message(const QByteArray& words)
{
    return opening + words + ending;
}

QByteArray WireTest::messageOf(qsizetype size)
{
    return message(QByteArray(size - message({}).size(), 'x'));
}

std::optional<QString> WireTest::heard()
{
    const QJsonObject message = neighbour().expect(u"said"_qs);
    if (message.isEmpty()) {
        return std::nullopt;
    }
    return message.value(u"words"_qs).toString();
}

bool WireTest::isHeard()
{
    client().sendText(message("can you hear me?"));
    return heard() == u"can you hear me?"_qs;
}

bool WireTest::isEndedWith(int code)
{
    const bool ended = client().waitForEnd();
    if (!ended || client().closeCode() != code) {
        qWarning("%s, with the code %d, not %d", ended ? "Ended" : "Not ended",
            int(client().closeCode()), code);
        return false;
    }
    return true;
}

} // namespace Signalbox
