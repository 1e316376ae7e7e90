// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/limitspage.h"

#include "ui/icons.h"
#include "ui/settings/formparts.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <limits>

namespace Signalbox {

namespace {

/// Takes the wheel only where it has the focus: else scrolling a page would change numbers.
///
/// Thread: GUI. Owner: the page.
class CalmSpinBox : public QSpinBox
{
public:
    explicit CalmSpinBox(QWidget* parent)
        : QSpinBox(parent)
    {
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus()) {
            QSpinBox::wheelEvent(event);
        } else {
            event->ignore();
        }
    }
};

qint64 defaultOf(const LimitRow& row)
{
    return row.get(Limits());
}

} // namespace

LimitsPage::LimitsPage(QWidget* parent)
    : SettingsPage(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(4, 4, 12, 4);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    for (const LimitRow& row : limitRows()) {
        addRow(*grid, row);
    }
    const int last = grid->rowCount();
    grid->addWidget(
        explanation(tr("Those marked with * take effect when the hub starts anew. Further limits "
                       "are in the configuration file."),
            this),
        last, 0, 1, 3);
    grid->setRowStretch(last + 1, 1);
    updateResets();
}

void LimitsPage::addRow(QGridLayout& grid, const LimitRow& row)
{
    QWidget* parent = grid.parentWidget();
    auto* value = new CalmSpinBox(parent);
    value->setObjectName(QString::fromLatin1(row.key));
    value->setRange(row.least, row.most);
    value->setGroupSeparatorShown(true);
    value->setSuffix(row.unit == LimitRow::Unit::Kilobytes ? tr(" KiB")
            : row.unit == LimitRow::Unit::Seconds          ? tr(" s", "seconds")
                                                           : QString());
    value->setAccessibleDescription(row.reason);
    auto* name = new QLabel(row.isForNextStart ? tr("%1 *").arg(row.title) : row.title, parent);
    name->setTextFormat(Qt::PlainText);
    name->setBuddy(value);
    auto* reset = new QToolButton(parent);
    reset->setObjectName(QString::fromLatin1(row.key) + QLatin1String("-reset"));
    reset->setIcon(symbolicIcon(QStringLiteral("undo")));
    reset->setAutoRaise(true);
    reset->setToolTip(tr("Back to %1").arg(QLocale().toString(defaultOf(row))));
    reset->setAccessibleName(
        tr("%1: back to %2").arg(row.title, QLocale().toString(defaultOf(row))));

    const int at = grid.rowCount();
    grid.addWidget(name, at, 0);
    grid.addWidget(value, at, 1);
    grid.addWidget(reset, at, 2);
    QLabel* words
        = explanation(tr("Default %1. %2", "a number and a sentence")
                          .arg(QLocale().toString(defaultOf(row)) + value->suffix(), row.reason),
            parent);
    words->setObjectName(QString::fromLatin1(row.key) + QLatin1String("-words"));
    grid.addWidget(words, at + 1, 0, 1, 3);
    constexpr int gap = 10;
    grid.setRowMinimumHeight(at + 2, gap);

    m_fields.push_back({row, value, reset, words, words->text(), false});
    connect(reset, &QToolButton::clicked, value,
        [value, usual = static_cast<int>(defaultOf(row))] { value->setValue(usual); });
    connect(value, &QSpinBox::valueChanged, this, [this] {
        updateResets();
        Q_EMIT edited();
    });
}

void LimitsPage::updateResets()
{
    for (const Field& field : m_fields) {
        field.reset->setEnabled(!field.isGiven && field.value->value() != defaultOf(field.row));
    }
}

void LimitsPage::setGiven(const GivenSettings& given)
{
    for (Field& field : m_fields) {
        const auto source = given.constFind(QString::fromLatin1(field.row.key));
        field.isGiven = source != given.constEnd();
        field.value->setEnabled(!field.isGiven);
        field.words->setText(field.isGiven ? reasonOf(*source) : field.usualWords);
    }
    updateResets();
}

QString LimitsPage::title() const
{
    return tr("Limits");
}

QString LimitsPage::iconName() const
{
    return QStringLiteral("gauge");
}

void LimitsPage::read(const HubConfig& config)
{
    for (const Field& field : m_fields) {
        const qint64 value = field.row.get(config.limits);
        // What was set elsewhere, or lifted, may be outside of what is sensible here.
        field.value->setRange(static_cast<int>(std::min<qint64>(field.row.least, value)),
            static_cast<int>(
                std::clamp<qint64>(value, field.row.most, std::numeric_limits<int>::max())));
        field.value->setValue(
            static_cast<int>(std::min<qint64>(value, std::numeric_limits<int>::max())));
    }
    updateResets();
}

void LimitsPage::write(HubConfig& config) const
{
    for (const Field& field : m_fields) {
        // What is finer than the unit stays as it is unless somebody changes it.
        if (field.row.get(config.limits) != field.value->value()) {
            field.row.set(config.limits, field.value->value());
        }
    }
}

QString LimitsPage::problem() const
{
    HubConfig config;
    write(config);
    const Limits& limits = config.limits;
    if (limits.slowBytes > limits.stuckBytes || limits.stuckBytes > limits.queueBytes) {
        return tr("What waits unread must first be slow, then stuck, then too much.");
    }
    return limits.pingEvery >= limits.silentTime
        ? tr("A peer must be pinged before it counts as gone.")
        : QString();
}

bool LimitsPage::needsStart(const Limits& before, const Limits& after)
{
    const std::vector<LimitRow> rows = limitRows();
    return std::any_of(rows.cbegin(), rows.cend(), [&](const LimitRow& row) {
        return row.isForNextStart && row.get(before) != row.get(after);
    });
}

} // namespace Signalbox
