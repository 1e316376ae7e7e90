// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/translation.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Signalbox;

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void placeholdersAreKept_data();
    void placeholdersAreKept();
    void translationsAreInTheProgram();
    void englishPluralsAreRight();
};

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    QStringList translations; ///< one per plural form
    bool numerus = false;
    bool finished = true;

    QString id() const { return context + u'|' + source + u'|' + comment; }
};

QList<Message> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            Message message;
            message.context = context;
            message.numerus
                = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
            messages += message;
        } else if (xml.name() == QLatin1String("source")) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            messages.last().comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.last().finished = xml.attributes().value(QLatin1String("type")).isEmpty();
            if (!messages.last().numerus) {
                messages.last().translations += xml.readElementText();
            }
        } else if (xml.name() == QLatin1String("numerusform")) {
            messages.last().translations += xml.readElementText();
        }
    }
    return messages;
}

QString shipped(const QString& language)
{
    return QStringLiteral(SIGNALBOX_SOURCE_DIR "/translations/signalbox_%1.ts").arg(language);
}

void addLanguages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English plurals") << QStringLiteral("en");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

} // namespace

void TestTranslations::everyTextIsTranslated_data()
{
    addLanguages();
}

void TestTranslations::everyTextIsTranslated()
{
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("fresh_%1.ts").arg(language));
    QStringList arguments{QStringLiteral(SIGNALBOX_SOURCE_DIR "/ui"), QStringLiteral("-I"),
        QStringLiteral(SIGNALBOX_SOURCE_DIR), QStringLiteral("-ts"), fresh};
    if (language == QLatin1String("en")) {
        arguments.prepend(QStringLiteral("-pluralonly"));
    }
    QProcess lupdate;
    lupdate.start(QStringLiteral(SIGNALBOX_LUPDATE), arguments);
    QVERIFY(lupdate.waitForFinished());
    QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());

    QHash<QString, Message> have;
    for (const Message& message : read(shipped(language))) {
        have.insert(message.id(), message);
    }
    const QList<Message> wanted = read(fresh);
    QVERIFY(wanted.size() > 10);
    for (const Message& message : wanted) {
        QVERIFY2(have.contains(message.id()), qPrintable(message.id()));
        const Message translated = have.take(message.id());
        QVERIFY2(translated.finished, qPrintable(message.id()));
        const qsizetype forms = message.numerus && language == QLatin1String("en") ? 2 : 1;
        QCOMPARE(translated.translations.size(), forms);
        QVERIFY2(!translated.translations.contains(QString()), qPrintable(message.id()));
    }
    QVERIFY2(have.isEmpty(), qPrintable(QStringList(have.keys()).join(u'\n')));
}

void TestTranslations::placeholdersAreKept_data()
{
    addLanguages();
}

void TestTranslations::placeholdersAreKept()
{
    QFETCH(QString, language);
    static const QRegularExpression placeholder(QStringLiteral("%(Ln|n|\\d)"));
    const auto count = [](const QString& text) {
        QStringList found;
        auto match = placeholder.globalMatch(text);
        while (match.hasNext()) {
            found += match.next().captured();
        }
        found.sort();
        return found;
    };
    for (const Message& message : read(shipped(language))) {
        for (const QString& translation : message.translations) {
            QVERIFY2(count(translation) == count(message.source), qPrintable(message.id()));
        }
    }
}

void TestTranslations::translationsAreInTheProgram()
{
    QTranslator translator;
    QVERIFY(translator.load(QLocale(QStringLiteral("zh_CN")), QStringLiteral("signalbox"),
        QStringLiteral("_"), QStringLiteral(":/translations")));
    QVERIFY(!translator.translate("PeerColumn", "Name").isEmpty());
}

void TestTranslations::englishPluralsAreRight()
{
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral("signalbox_en"), QStringLiteral(":/translations")));
    QCOMPARE(translator.translate("Signalbox::StatusLine", "%Ln peer(s)", nullptr, 1),
        QStringLiteral("%Ln peer"));
    QCOMPARE(translator.translate("Signalbox::StatusLine", "%Ln peer(s)", nullptr, 2),
        QStringLiteral("%Ln peers"));
}

SIGNALBOX_TEST(TestTranslations)
#include "tst_translations.moc"
