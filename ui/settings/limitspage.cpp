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

constexpr qint64 greatest = std::numeric_limits<int>::max(); ///< that can be shown

qint64 shownNumber(const LimitRow& row, const Limits& limits)
{
    return std::min(row.get(limits), greatest);
}

QString unitText(LimitRow::Unit unit)
{
    switch (unit) {
    case LimitRow::Unit::None:
        break;
    case LimitRow::Unit::Kilobytes:
        return LimitsPage::tr(" KiB");
    case LimitRow::Unit::Seconds:
        return LimitsPage::tr(" s", "seconds");
    case LimitRow::Unit::Milliseconds:
        return LimitsPage::tr(" ms", "milliseconds");
    }
    return {};
}

/// With its unit: a size in MiB where it is one.
QString amountText(const LimitRow& row, qint64 number)
{
    constexpr qint64 larger = 1024;
    const bool isLarge
        = row.unit == LimitRow::Unit::Kilobytes && number > 0 && number % larger == 0;
    return isLarge ? QLocale().toString(number / larger) + LimitsPage::tr(" MiB")
                   : QLocale().toString(number) + unitText(row.unit);
}

CalmSpinBox* makeValue(const LimitRow& row, QWidget* parent)
{
    auto* value = new CalmSpinBox(parent);
    value->setObjectName(QString::fromLatin1(row.key));
    value->setRange(row.least, row.most);
    value->setGroupSeparatorShown(true);
    value->setSuffix(unitText(row.unit));
    value->setAccessibleDescription(row.reason);
    return value;
}

QToolButton* makeReset(const LimitRow& row, QWidget* parent)
{
    const QString usual = amountText(row, defaultOf(row));
    auto* reset = new QToolButton(parent);
    reset->setObjectName(QString::fromLatin1(row.key) + QLatin1String("-reset"));
    reset->setIcon(symbolicIcon(QStringLiteral("undo")));
    reset->setAutoRaise(true);
    reset->setToolTip(LimitsPage::tr("Back to %1").arg(usual));
    reset->setAccessibleName(LimitsPage::tr("%1: back to %2").arg(row.title, usual));
    return reset;
}

} // namespace

LimitsPage::LimitsPage(const QString& title, const QString& iconName,
    const std::vector<LimitGroup>& groups, QWidget* parent)
    : SettingsPage(title, iconName, parent)
    , m_lifted(explanation(tr("Limits of rate and count do not hold, because the program was "
                              "started with no-limits. Those of memory do."),
          this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(4, 4, 12, 4);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    m_lifted->setObjectName(QStringLiteral("lifted"));
    m_lifted->setContentsMargins(0, 0, 0, 8);
    m_lifted->hide();
    grid->addWidget(m_lifted, 0, 0, 1, 3);
    for (const LimitGroup& group : groups) {
        addGroup(*grid, group);
    }
    grid->setRowStretch(grid->rowCount(), 1);
}

void LimitsPage::addGroup(QGridLayout& grid, const LimitGroup& group)
{
    auto* title = new QLabel(group.title, grid.parentWidget());
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    constexpr int gap = 6;
    const int at = grid.rowCount();
    grid.setRowMinimumHeight(at, at > 1 ? gap : 0);
    grid.addWidget(title, at + 1, 0, 1, 3);
    for (const LimitRow& row : group.rows) {
        addRow(grid, row);
    }
}

void LimitsPage::addRow(QGridLayout& grid, const LimitRow& row)
{
    QWidget* parent = grid.parentWidget();
    CalmSpinBox* value = makeValue(row, parent);
    QToolButton* reset = makeReset(row, parent);
    auto* name = new QLabel(row.title, parent);
    name->setTextFormat(Qt::PlainText);
    name->setBuddy(value);

    const int at = grid.rowCount();
    grid.addWidget(name, at, 0);
    grid.addWidget(value, at, 1);
    grid.addWidget(reset, at, 2);
    QLabel* words = explanation(tr("Default %1. %2", "a number and a sentence")
                                    .arg(amountText(row, defaultOf(row)), row.reason),
        parent);
    words->setObjectName(QString::fromLatin1(row.key) + QLatin1String("-words"));
    grid.addWidget(words, at + 1, 0, 1, 3);
    constexpr int gap = 10;
    grid.setRowMinimumHeight(at + 2, gap);
    addLimit({row, value, reset, words, words->text()});
}

void LimitsPage::addLimit(const Limit& limit)
{
    const size_t at = m_limits.size();
    m_limits.push_back(limit);
    addField({limit.value->objectName(), limit.value,
        [this, at](const HubConfig& config) { showNumber(m_limits.at(at), config.limits); },
        [value = limit.value, row = limit.row](HubConfig& config) {
            // What is finer than the unit stays as it is unless somebody changes it.
            if (shownNumber(row, config.limits) != value->value()) {
                row.set(config.limits, value->value());
            }
        }});
    connect(limit.reset, &QToolButton::clicked, limit.value,
        [value = limit.value, usual = static_cast<int>(defaultOf(limit.row))] {
            value->setValue(usual);
        });
    connect(limit.value, &QSpinBox::valueChanged, this, [this, at] {
        updateLimit(m_limits.at(at));
        Q_EMIT edited();
    });
    updateLimit(limit);
}

void LimitsPage::showNumber(Limit& limit, const Limits& limits)
{
    const LimitRow& row = limit.row;
    const qint64 number = shownNumber(row, limits);
    limit.isLifted = number > row.most; // nothing else sets more
    // At its minimum a spin box shows words in place of the number.
    limit.value->setSpecialValueText(limit.isLifted ? tr("no limit") : QString());
    // What is finer than the unit may be less than is sensible here.
    limit.value->setRange(
        static_cast<int>(limit.isLifted ? number : std::min<qint64>(row.least, number)),
        static_cast<int>(std::max<qint64>(row.most, number)));
    limit.value->setValue(static_cast<int>(number));
    updateLimit(limit);
    m_lifted->setVisible(std::any_of(
        m_limits.cbegin(), m_limits.cend(), [](const Limit& one) { return one.isLifted; }));
}

void LimitsPage::updateLimit(const Limit& limit) const
{
    const bool canChange = limit.given.isEmpty() && !limit.isLifted;
    limit.value->setEnabled(canChange);
    limit.reset->setEnabled(canChange && limit.value->value() != defaultOf(limit.row));
    limit.words->setText(limit.isLifted ? tr("Lifted by no-limits, as long as the program runs.")
            : limit.given.isEmpty()     ? limit.usualWords
                                        : limit.given);
}

void LimitsPage::setReason(const Field& field, const QString& reason)
{
    for (Limit& limit : m_limits) {
        if (limit.value == field.input) {
            limit.given = reason;
            updateLimit(limit);
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
    if (limits.queueBytes > limits.allQueuesBytes) {
        return tr("What may wait for all peers is at least what may wait for one.");
    }
    return limits.pingEvery >= limits.silentTime
        ? tr("A peer must be pinged before it counts as gone.")
        : QString();
}

} // namespace Signalbox
