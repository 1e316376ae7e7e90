// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/kickdialog.h"

#include "ui/bantimes.h"
#include "ui/charwidth.h"
#include "ui/knownby.h"
#include "ui/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

constexpr int shownTargets = 5;
constexpr int reasonLength = 300;

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

KickDialog::KickDialog(const QList<KickTarget>& targets, const QList<KickTarget>& alike,
    const QStringList& reasons, QWidget* parent)
    : QDialog(parent)
    , m_targets(targets)
    , m_alike(alike)
    , m_reason(new QComboBox(this))
    , m_refuseFor(new QComboBox(this))
    , m_words(plainLabel({}, this))
    , m_withAlike(new QCheckBox(this))
{
    setObjectName(QStringLiteral("kickDialog"));
    setWindowTitle(tr("Kick %Ln peer(s)", nullptr, static_cast<int>(targets.size())));
    m_words->setObjectName(QStringLiteral("knownAgain"));
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_withAlike->setObjectName(QStringLiteral("withAlike"));
    m_withAlike->setText(tr("%Ln other peer(s) look the same: put them out too", nullptr,
        static_cast<int>(alike.size())));
    m_withAlike->setChecked(true);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* kick = buttons->addButton(tr("Kick"), QDialogButtonBox::AcceptRole);
    kick->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(makeList());
    layout->addWidget(makeForm(reasons));
    layout->addWidget(m_words);
    layout->addWidget(m_withAlike);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(characterWidth(fontMetrics()) * 58);
    connect(m_refuseFor, &QComboBox::currentIndexChanged, this, &KickDialog::updateWords);
    connect(m_withAlike, &QCheckBox::toggled, this, &KickDialog::updateWords);
    updateWords();
    m_reason->setFocus();
}

QList<KickTarget> KickDialog::chosen() const
{
    return m_withAlike->isVisibleTo(this) && m_withAlike->isChecked() ? m_targets + m_alike
                                                                      : m_targets;
}

QString KickDialog::reason() const
{
    return m_reason->currentText().trimmed();
}

milliseconds KickDialog::refuseFor() const
{
    return areOthersSpared() ? milliseconds(0) : chosenBanTime(*m_refuseFor);
}

bool KickDialog::areOthersSpared() const
{
    return m_withAlike->isVisibleTo(this) && !m_withAlike->isChecked();
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

QWidget* KickDialog::makeForm(const QStringList& reasons)
{
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setEditable(true);
    m_reason->setCompleter(nullptr); // it would take the first Enter for itself
    m_reason->addItems(reasons);
    m_reason->lineEdit()->setMaxLength(reasonLength);
    m_reason->lineEdit()->setPlaceholderText(tr("No reason"));
    m_reason->lineEdit()->selectAll();
    m_reason->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_reason->setAccessibleName(tr("Reason, which they are told"));
    m_reason->lineEdit()->setAccessibleName(m_reason->accessibleName());

    m_refuseFor->setObjectName(QStringLiteral("refuseFor"));
    m_refuseFor->setAccessibleName(tr("For how long they are kept out"));
    addBanTimes(*m_refuseFor);
    addBanTime(*m_refuseFor, tr("No, they may come back at once"), milliseconds(0));
    m_refuseFor->setEnabled(std::any_of(m_targets.cbegin(), m_targets.cend(),
        [](const KickTarget& target) { return canBeKnownAgain(target.peer); }));
    if (!m_refuseFor->isEnabled()) {
        m_refuseFor->setCurrentIndex(m_refuseFor->count() - 1);
    }

    auto* form = new QWidget(this);
    auto* layout = new QFormLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    QLabel* reason = plainLabel(tr("&Reason, which they are told:"), form);
    reason->setBuddy(m_reason);
    QLabel* refuse = plainLabel(tr("&Keep them out:"), form);
    refuse->setBuddy(m_refuseFor);
    layout->addRow(reason, m_reason);
    layout->addRow(refuse, m_refuseFor);
    return form;
}

void KickDialog::updateWords()
{
    m_withAlike->setVisible(!m_alike.isEmpty() && chosenBanTime(*m_refuseFor) > milliseconds(0));
    if (!m_alike.isEmpty()) {
        m_refuseFor->setEnabled(!areOthersSpared());
    }
    m_words->setText(knownAgainText());
}

QString KickDialog::knownAgainText() const
{
    const auto known = std::count_if(m_targets.cbegin(), m_targets.cend(),
        [](const KickTarget& target) { return canBeKnownAgain(target.peer); });
    const auto unknown = static_cast<int>(m_targets.size() - known);
    if (known == 0) {
        return tr("%Ln peer(s) cannot be kept out: nothing tells them from others at their "
                  "address. They can come back at once.",
            nullptr, unknown);
    }
    if (areOthersSpared()) {
        return tr("The hub cannot tell these from the others: if the others are to stay, whoever "
                  "is kicked can come back at once.");
    }
    if (refuseFor() == milliseconds(0)) {
        return tr("Whoever is kicked can come back at once; many programs do so by themselves.");
    }
    const QString sentence = knownBySentence(m_targets.first().peer);
    const bool isOne = std::all_of(m_targets.cbegin(), m_targets.cend(),
        [&](const KickTarget& target) { return knownBySentence(target.peer) == sentence; });
    QString text = isOne ? tr("Known again by %1.").arg(sentence)
                         : tr("Known again by what each one's protocol tells, and by the address.");
    text += u' '
        + tr("Whoever comes back before that stays connected, but is neither seen nor heard by the "
             "others. You can let them in earlier, on the page Banned.");
    if (unknown > 0) {
        text += u'\n'
            + tr("%Ln of them cannot be kept out: nothing tells them from others.", nullptr,
                unknown);
    }
    return text;
}

} // namespace Signalbox
