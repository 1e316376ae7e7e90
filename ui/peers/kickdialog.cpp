// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/kickdialog.h"

#include "ui/charwidth.h"
#include "ui/plaintext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Signalbox {

namespace {

constexpr int shownTargets = 5;
constexpr int reasonLength = 300;

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

KickDialog::KickDialog(
    const QList<KickTarget>& targets, const QStringList& reasons, QWidget* parent)
    : QDialog(parent)
    , m_targets(targets)
    , m_reason(new QComboBox(this))
{
    setObjectName(QStringLiteral("kickDialog"));
    setWindowTitle(tr("Kick %Ln peer(s)", nullptr, static_cast<int>(targets.size())));
    m_reason->setEditable(true);
    m_reason->addItems(reasons);
    m_reason->lineEdit()->setMaxLength(reasonLength);
    m_reason->lineEdit()->setPlaceholderText(tr("No reason"));
    m_reason->lineEdit()->selectAll();
    m_reason->setAccessibleName(tr("Reason, which the peer is told"));
    auto* label = plainLabel(tr("&Reason, which the peer is told:"), this);
    label->setBuddy(m_reason);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* kick = buttons->addButton(tr("Kick"), QDialogButtonBox::AcceptRole);
    kick->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(makeList());
    layout->addWidget(label);
    layout->addWidget(m_reason);
    layout->addWidget(plainLabel(tr("A kicked peer can join again."), this));
    layout->addWidget(buttons);
    setMinimumWidth(characterWidth(fontMetrics()) * 54);
    m_reason->setFocus();
}

QString KickDialog::reason() const
{
    return m_reason->currentText().trimmed();
}

QWidget* KickDialog::makeList()
{
    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(18);
    grid->setColumnStretch(2, 1);
    const qsizetype shown = std::min<qsizetype>(m_targets.size(), shownTargets);
    for (int row = 0; row < shown; ++row) {
        const KickTarget& target = m_targets.at(row);
        QLabel* name = plainLabel(plain(target.name, 40), list);
        QFont bold = name->font();
        bold.setBold(true);
        name->setFont(bold);
        grid->addWidget(name, row, 0);
        grid->addWidget(plainLabel(plain(target.id, 40), list), row, 1);
        grid->addWidget(plainLabel(target.address, list), row, 2);
    }
    if (shown < m_targets.size()) {
        grid->addWidget(
            plainLabel(
                tr("and %Ln more", nullptr, static_cast<int>(m_targets.size() - shown)), list),
            static_cast<int>(shown), 0, 1, 3);
    }
    return list;
}

} // namespace Signalbox
