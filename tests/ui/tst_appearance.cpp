// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/appearance.h"
#include "ui/icons.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Signalbox;

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textStandsOutFromWhatIsBehindIt_data();
    void textStandsOutFromWhatIsBehindIt();
    void drawingsFollowThePalette();
};

namespace {

/// WCAG 2: relative luminance and contrast.
double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor middle(const QIcon& icon)
{
    return icon.pixmap(32).toImage().pixelColor(16, 16);
}

} // namespace

void TestAppearance::textStandsOutFromWhatIsBehindIt_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << Appearance::lightPalette();
    QTest::newRow("dark") << Appearance::darkPalette();
}

void TestAppearance::textStandsOutFromWhatIsBehindIt()
{
    QFETCH(QPalette, palette);
    constexpr double forText = 4.5;
    constexpr double forGraphics = 3.0;
    const auto between = [&palette](QPalette::ColorRole a, QPalette::ColorRole b) {
        return contrast(palette.color(a), palette.color(b));
    };
    for (const QPalette::ColorRole ground : {QPalette::Base, QPalette::AlternateBase}) {
        QVERIFY(between(QPalette::Text, ground) >= forText);
        QVERIFY(between(QPalette::PlaceholderText, ground) >= forText);
        QVERIFY(between(QPalette::Highlight, ground) >= forGraphics);
    }
    QVERIFY(between(QPalette::WindowText, QPalette::Window) >= forText);
    QVERIFY(between(QPalette::PlaceholderText, QPalette::Window) >= forText);
    QVERIFY(between(QPalette::ButtonText, QPalette::Button) >= forText);
    QVERIFY(between(QPalette::HighlightedText, QPalette::Highlight) >= forText);
    QVERIFY(between(QPalette::ToolTipText, QPalette::ToolTipBase) >= forText);
}

void TestAppearance::drawingsFollowThePalette()
{
    const QIcon icon = symbolicIcon(QStringLiteral("state-joined"));
    QApplication::setPalette(Appearance::lightPalette());
    const QColor light = middle(icon);
    QApplication::setPalette(Appearance::darkPalette());
    const QColor dark = middle(icon);
    QApplication::setPalette(QPalette());
    QVERIFY(light.lightness() < 80);
    QVERIFY(dark.lightness() > 160);
}

SIGNALBOX_TEST(TestAppearance)
#include "tst_appearance.moc"
