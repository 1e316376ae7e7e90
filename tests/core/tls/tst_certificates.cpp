// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/certificates.h"
#include "core/tls/pem.h"
#include "tests/core/tls/owncertificates.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>

using namespace Signalbox;

/// The files that an owner brings along.
class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesOfAnOwnerAreShown_data();
    void filesOfAnOwnerAreShown();
    void oneFileMayHoldBoth();
    void aChainKeepsItsOrder();
    void whatWouldNotWorkIsSaid_data();
    void whatWouldNotWorkIsSaid();
    void aFileThatIsNotThereIsNamed();
    void aKeyOfSomeoneElseIsNamed();
    void truncatedFilesAreNeverTaken();
    void anEndlessFileIsNotReadForEver();
    void noErrorIsLeftForQtToFind();

private:
    QString keep(const char* name, const QByteArray& text);
    CredentialsOrError load(const KeyPair& pair);

    QTemporaryDir m_folder;
};

QString TestCertificates::keep(const char* name, const QByteArray& text)
{
    const QString path = m_folder.filePath(QString::fromLatin1(name));
    writeBytes(path, text);
    return path;
}

CredentialsOrError TestCertificates::load(const KeyPair& pair)
{
    return loadCredentials(
        keep("own.pem", pemOf(pair.certificate.get())), keep("own.key", pkcs8Of(pair)));
}

void TestCertificates::filesOfAnOwnerAreShown_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("isPkcs8");
    QTest::newRow("EC") << QByteArray("EC") << false;
    QTest::newRow("EC, PKCS 8") << QByteArray("EC") << true;
    QTest::newRow("RSA") << QByteArray("RSA") << false;
    QTest::newRow("RSA, PKCS 8") << QByteArray("RSA") << true;
}

void TestCertificates::filesOfAnOwnerAreShown()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, isPkcs8);
    OwnCertificate own;
    own.key = key;
    const KeyPair pair = own.make();
    const QByteArray certificate = pemOf(pair.certificate.get());

    const CredentialsOrError loaded = loadCredentials(keep("own.pem", certificate),
        keep("own.key", isPkcs8 ? pkcs8Of(pair) : pemOf(pair.key.get())));
    QCOMPARE(errorIn(loaded), QString());
    const auto& credentials = std::get<Credentials>(loaded);
    QVERIFY(!credentials.isNull());
    QCOMPARE(credentials.chain.size(), 1);
    QCOMPARE(complaintOfClient(credentials, certificate, u"hub.example.org"_qs), QString());
}

void TestCertificates::oneFileMayHoldBoth()
{
    const KeyPair pair = OwnCertificate().make();
    const QString both = keep("both.pem", pemOf(pair.certificate.get()) + pkcs8Of(pair));
    QVERIFY(std::holds_alternative<Credentials>(loadCredentials(both, both)));
}

void TestCertificates::aChainKeepsItsOrder()
{
    const KeyPair leaf = OwnCertificate().make();
    const KeyPair above = OwnCertificate().make();
    const QByteArray first = pemOf(leaf.certificate.get());
    const QByteArray second = pemOf(above.certificate.get());
    const QString key = keep("own.key", pkcs8Of(leaf));

    const CredentialsOrError loaded
        = loadCredentials(keep("own.pem", "a comment\n" + first + "another\n" + second), key);
    const auto& chain = std::get<Credentials>(loaded).chain;
    QCOMPARE(chain, QSslCertificate::fromData(first + second));

    const CredentialsOrError reversed = loadCredentials(keep("own.pem", second + first), key);
    QVERIFY(std::get<QString>(reversed).contains(u"first certificate"));
}

void TestCertificates::whatWouldNotWorkIsSaid_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");

    const KeyPair good = OwnCertificate().make();
    const QByteArray certificate = pemOf(good.certificate.get());
    const QByteArray key = pkcs8Of(good);
    const auto row = [](const char* name, const QByteArray& certificateText,
                         const QByteArray& keyText, const char* file, const char* words) {
        QTest::newRow(name) << certificateText << keyText << QString::fromLatin1(file)
                            << QString::fromLatin1(words);
    };
    const auto rowOf
        = [&](const char* name, const OwnCertificate& own, const char* file, const char* words) {
              const KeyPair pair = own.make();
              row(name, pemOf(pair.certificate.get()), pkcs8Of(pair), file, words);
          };
    const QDateTime now = QDateTime::currentDateTimeUtc();

    row("empty certificate", "", key, "own.pem", "holds no certificate in PEM form");
    row("a key for a certificate", key, key, "own.pem", "holds no certificate in PEM form");
    row("DER", QSslCertificate(certificate).toDer(), key, "own.pem", "holds no certificate");
    row("damaged certificate", QByteArray(certificate).replace(100, 4, "????"), key, "own.pem",
        "Certificate 1 in");
    row("damaged second one", certificate + QByteArray(certificate).replace(100, 4, "????"), key,
        "own.pem", "Certificate 2 in");
    row("empty key", certificate, "", "own.key", "holds no private key in PEM form");
    row("a certificate for a key", certificate, certificate, "own.key", "holds no private key");
    row("damaged key", certificate, QByteArray(key).replace(60, 4, "????"), "own.key",
        "is damaged");
    row("encrypted key", certificate, pkcs8Of(good, "secret"), "own.key", "has a password");
    rowOf("expired", {.until = now.addSecs(-60)}, "own.pem", "expired on 20");
    rowOf("early", {.from = now.addSecs(600)}, "own.pem", "is not valid before 20");
    rowOf("a client's", {.purpose = "clientAuth"}, "own.pem", "is not meant for a server");
    rowOf("short RSA", {.key = "RSA", .bits = 1024}, "own.key", "is too short");
    rowOf("Ed25519", {.key = "ED25519"}, "own.key", "is neither RSA nor EC");
}

void TestCertificates::whatWouldNotWorkIsSaid()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QString, file);
    QFETCH(QString, words);

    const CredentialsOrError loaded
        = loadCredentials(keep("own.pem", certificate), keep("own.key", key));
    QVERIFY(std::holds_alternative<QString>(loaded));
    const QString sentence = std::get<QString>(loaded);
    QVERIFY2(sentence.contains(m_folder.filePath(file)), qPrintable(sentence));
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
}

void TestCertificates::aFileThatIsNotThereIsNamed()
{
    const KeyPair pair = OwnCertificate().make();
    const QString certificate = keep("own.pem", pemOf(pair.certificate.get()));
    const QString missing = m_folder.filePath(u"missing"_qs);
    QCOMPARE(std::get<QString>(loadCredentials(missing, certificate)),
        u"The certificate file \"%1\" cannot be read: No such file or directory."_qs.arg(missing));
    QCOMPARE(std::get<QString>(loadCredentials(certificate, missing)),
        u"The key file \"%1\" cannot be read: No such file or directory."_qs.arg(missing));
    const QString folder = m_folder.path();
    QVERIFY(std::get<QString>(loadCredentials(folder, missing)).contains(folder));
}

void TestCertificates::aKeyOfSomeoneElseIsNamed()
{
    const QString certificate = keep("own.pem", pemOf(OwnCertificate().make().certificate.get()));
    const QString key = keep("own.key", pkcs8Of(OwnCertificate().make()));
    QCOMPARE(std::get<QString>(loadCredentials(certificate, key)),
        u"The key in \"%1\" does not belong to the first certificate in \"%2\"."_qs.arg(
            key, certificate));
}

void TestCertificates::truncatedFilesAreNeverTaken()
{
    const KeyPair pair = OwnCertificate().make();
    const QByteArray certificate = pemOf(pair.certificate.get());
    const QByteArray key = pkcs8Of(pair);
    QString whole = keep("own.key", key);
    // The newline at the end is nothing that anybody misses.
    for (qsizetype length = 0; length < certificate.size() - 1; ++length) {
        const QString cut = keep("cut.pem", certificate.first(length));
        QVERIFY2(std::holds_alternative<QString>(loadCredentials(cut, whole)),
            QByteArray::number(length).constData());
    }
    whole = keep("own.pem", certificate);
    for (qsizetype length = 0; length < key.size() - 1; ++length) {
        const QString cut = keep("cut.key", key.first(length));
        QVERIFY2(std::holds_alternative<QString>(loadCredentials(whole, cut)),
            QByteArray::number(length).constData());
    }
}

void TestCertificates::anEndlessFileIsNotReadForEver()
{
    const QString endless = u"/dev/zero"_qs;
    QCOMPARE(std::get<QString>(loadCredentials(endless, endless)),
        u"The certificate file \"/dev/zero\" is larger than 1 MiB."_qs);
}

void TestCertificates::noErrorIsLeftForQtToFind()
{
    QVERIFY(std::holds_alternative<Credentials>(load(OwnCertificate().make())));
    QCOMPARE(ERR_peek_error(), 0ul);
    const QString garbage = keep("own.pem", "-----BEGIN CERTIFICATE-----\nA\n");
    QVERIFY(std::holds_alternative<QString>(loadCredentials(garbage, garbage)));
    QCOMPARE(ERR_peek_error(), 0ul);
}

SIGNALBOX_TEST(TestCertificates)
#include "tst_certificates.moc"
