// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/translation.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace Signalbox {

namespace {

const QString ours = QStringLiteral("signalbox");
const QString folder = QStringLiteral(":/translations");

} // namespace

void installTranslations(QApplication& application)
{
    // English is the language of the source and needs a translation for its plurals only. It stays
    // beneath every other, which is asked first.
    auto* english = new QTranslator(&application);
    if (english->load(ours + QLatin1String("_en"), folder)) {
        QApplication::installTranslator(english);
    }

    const QLocale locale = QLocale::system();
    auto* own = new QTranslator(&application);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C
        || !own->load(locale, ours, QStringLiteral("_"), folder)) {
        delete own;
        return;
    }
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(qt);
    } else {
        delete qt;
    }
    QApplication::installTranslator(own);
}

} // namespace Signalbox
