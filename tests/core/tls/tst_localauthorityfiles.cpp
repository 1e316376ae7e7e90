// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/certificates.h"
#include "tests/core/tls/owncertificates.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>
#include <sys/stat.h>

using namespace Signalbox;

namespace {

const QDateTime now = QDateTime::currentDateTimeUtc();

const LocalAuthority::Names usual{
    {u"192.168.7.20"_qs, u"127.0.0.1"_qs, u"fd00::7"_qs}, {u"box.local"_qs}};

} // namespace

/// The files of an authority that people have come to trust, in good and bad hands.
class TestLocalAuthorityFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyTheOwnerMayLookInside();
    void aTruncatedAuthorityIsNeverReplaced();
    void aGarbledAuthorityIsNeverReplaced();
    void anAuthorityThatCannotBeReadIsNotReplaced();
    void aLinkThatLeadsNowhereIsNotReplaced();
    void aDamagedCertificateIsReplaced();
    void theCertificateOfAnotherAuthorityIsReplaced();
    void aFolderThatCannotBeMadeIsNamed();
    void removingLeavesNothing();
    void removingLeavesWhatBelongsToOthers();
    void removingTwiceIsNoError();
    void whatABrokenHubLeftIsClearedAway();
    void noErrorIsLeftForQtToFind();

private:
    QString folder() const { return m_home->filePath(u"state/tls"_qs); }
    QString fileNamed(const char* name) const
    {
        return folder() + u'/' + QString::fromLatin1(name);
    }
    QString authorityFile() const { return fileNamed("authority-private.pem"); }
    QString leafFile() const { return fileNamed("server-private.pem"); }
    CredentialsOrError ask(const QDateTime& when = now)
    {
        return LocalAuthority(folder()).certificateFor(usual, when);
    }
    void authorityIsRefusedAndKept(const QByteArray& bytes);

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestLocalAuthorityFiles::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
}

void TestLocalAuthorityFiles::onlyTheOwnerMayLookInside()
{
    const auto modeOf = [](const QString& path) {
        struct stat found = {};
        ::stat(QFile::encodeName(path).constData(), &found);
        return int(found.st_mode & 07777);
    };
    const mode_t before = ::umask(0);
    QCOMPARE(errorIn(ask()), QString());
    ::umask(before);
    QCOMPARE(modeOf(folder()), 0700);
    const QStringList names = QDir(folder()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(names, (QStringList{u"authority-private.pem"_qs, u"server-private.pem"_qs}));
    for (const QString& name : names) {
        QCOMPARE(modeOf(folder() + u'/' + name), 0600);
    }
}

void TestLocalAuthorityFiles::authorityIsRefusedAndKept(const QByteArray& bytes)
{
    writeBytes(authorityFile(), bytes);
    const QString sentence = errorIn(ask());
    QVERIFY2(sentence.contains(authorityFile()), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"is damaged"), qPrintable(sentence));
    QCOMPARE(bytesOf(authorityFile()), bytes);
    QVERIFY(LocalAuthority(folder()).trusted().pem.isEmpty());
}

void TestLocalAuthorityFiles::aTruncatedAuthorityIsNeverReplaced()
{
    QCOMPARE(errorIn(ask()), QString());
    const QByteArray whole = bytesOf(authorityFile());
    QVERIFY(whole.size() > 500);
    for (qsizetype length = 0; length < whole.size(); ++length) {
        authorityIsRefusedAndKept(whole.first(length));
        if (QTest::currentTestFailed()) {
            QFAIL(QByteArray::number(length).constData());
        }
    }
    writeBytes(authorityFile(), whole);
    QCOMPARE(errorIn(ask()), QString());
}

void TestLocalAuthorityFiles::aGarbledAuthorityIsNeverReplaced()
{
    QCOMPARE(errorIn(ask()), QString());
    const QByteArray whole = bytesOf(authorityFile());
    const QByteArray trusted = LocalAuthority(folder()).trusted().der;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray garbled = whole;
        garbled[at] = garbled.at(at) == 'A' ? 'B' : 'A';
        writeBytes(authorityFile(), garbled);
        if (errorIn(ask()).isEmpty()) {
            QCOMPARE(LocalAuthority(folder()).trusted().der, trusted);
        }
        QCOMPARE(bytesOf(authorityFile()), garbled);
    }
    authorityIsRefusedAndKept("garbage");
    authorityIsRefusedAndKept(whole + whole);
    authorityIsRefusedAndKept(bytesOf(leafFile()));
}

void TestLocalAuthorityFiles::anAuthorityThatCannotBeReadIsNotReplaced()
{
    QVERIFY(QDir().mkpath(authorityFile()));
    const QString sentence = errorIn(ask());
    QVERIFY2(sentence.startsWith(
                 u"The local authority's file \"%1\" cannot be read: "_qs.arg(authorityFile())),
        qPrintable(sentence));
    QVERIFY(QFileInfo(authorityFile()).isDir());
}

void TestLocalAuthorityFiles::aLinkThatLeadsNowhereIsNotReplaced()
{
    QVERIFY(QDir().mkpath(folder()));
    QVERIFY(QFile::link(u"/nowhere/authority.pem"_qs, authorityFile()));
    QVERIFY(errorIn(ask()).contains(authorityFile()));
    QVERIFY(QFileInfo(authorityFile()).isSymLink());
}

void TestLocalAuthorityFiles::aDamagedCertificateIsReplaced()
{
    const QByteArray first = leafOf(ask());
    const QByteArray trusted = LocalAuthority(folder()).trusted().pem;
    const QByteArray whole = bytesOf(leafFile());
    for (qsizetype length = 0; length < whole.size(); length += 41) {
        writeBytes(leafFile(), whole.first(length));
        const CredentialsOrError made = ask();
        QCOMPARE(errorIn(made), QString());
        QVERIFY(leafOf(made) != first);
    }
    QCOMPARE(leafOf(ask()), leafOf(ask()));
    QCOMPARE(LocalAuthority(folder()).trusted().pem, trusted);
}

void TestLocalAuthorityFiles::theCertificateOfAnotherAuthorityIsReplaced()
{
    ask();
    QVERIFY(QFile::remove(authorityFile()));
    const CredentialsOrError made = ask();
    const QByteArray trusted = LocalAuthority(folder()).trusted().pem;
    QCOMPARE(complaintOfClient(std::get<Credentials>(made), trusted, u"box.local"_qs), QString());
}

void TestLocalAuthorityFiles::aFolderThatCannotBeMadeIsNamed()
{
    writeBytes(m_home->filePath(u"state"_qs), "a file");
    QCOMPARE(errorIn(ask()), u"The folder \"%1\" cannot be made."_qs.arg(folder()));
}

void TestLocalAuthorityFiles::removingLeavesNothing()
{
    ask();
    const QString fingerprint = LocalAuthority(folder()).trusted().fingerprint();
    writeBytes(authorityFile() + u".draft-aB3xYz"_qs, "half a key");
    QCOMPARE(LocalAuthority(folder()).remove(), QString());
    QVERIFY(!QFileInfo::exists(folder()));
    QVERIFY(LocalAuthority(folder()).trusted().pem.isEmpty());
    QCOMPARE(errorIn(ask()), QString());
    QVERIFY(LocalAuthority(folder()).trusted().fingerprint() != fingerprint);
}

void TestLocalAuthorityFiles::removingLeavesWhatBelongsToOthers()
{
    ask();
    writeBytes(fileNamed("notes.txt"), "mine");
    QCOMPARE(LocalAuthority(folder()).remove(), QString());
    QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList{u"notes.txt"_qs});
}

void TestLocalAuthorityFiles::removingTwiceIsNoError()
{
    ask();
    LocalAuthority authority(folder());
    QCOMPARE(authority.remove(), QString());
    QCOMPARE(authority.remove(), QString());
}

void TestLocalAuthorityFiles::whatABrokenHubLeftIsClearedAway()
{
    LocalAuthority(folder()).clearAway(); // there is nothing at all
    QVERIFY(!QFileInfo::exists(folder()));
    ask();
    const QString notes = fileNamed("notes.draft-aB3xYz");
    const QString copy = authorityFile() + u".draft-of-mine"_qs;
    writeBytes(notes, "of somebody else");
    writeBytes(copy, "of somebody else");
    writeBytes(authorityFile() + u".draft-aB3xYz"_qs, "half a key");
    writeBytes(leafFile() + u".draft-Zz9xYz"_qs, "half a key");
    LocalAuthority(folder()).clearAway();
    QStringList left{authorityFile(), leafFile(), notes, copy};
    for (QString& path : left) {
        path = QFileInfo(path).fileName();
    }
    left.sort();
    QCOMPARE(QDir(folder()).entryList(QDir::Files, QDir::Name), left);
}

void TestLocalAuthorityFiles::noErrorIsLeftForQtToFind()
{
    ask();
    QCOMPARE(ERR_peek_error(), 0ul);
    writeBytes(authorityFile(), "-----BEGIN CERTIFICATE-----\nA\n");
    ask();
    QCOMPARE(ERR_peek_error(), 0ul);
    QVERIFY(LocalAuthority(folder()).trusted().pem.isEmpty());
    QCOMPARE(ERR_peek_error(), 0ul);
}

SIGNALBOX_TEST(TestLocalAuthorityFiles)
#include "tst_localauthorityfiles.moc"
