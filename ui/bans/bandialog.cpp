// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/bandialog.h"

#include "core/admission/banpattern.h"
#include "ui/appearance.h"
#include "ui/bans/bantext.h"
#include "ui/bantimes.h"
#include "ui/charwidth.h"
#include "ui/format.h"
#include "ui/knownby.h"
#include "ui/peername.h"
#include "ui/plaintext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Signalbox {

namespace {

using Kind = BanRule::Kind;

constexpr int patternLength = 300;
constexpr int reasonLength = 300;

QLabel* plainLabel(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel* buddyLabel(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text, buddy->parentWidget());
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(buddy);
    return label;
}

} // namespace

BanDialog::BanDialog(const Draft& draft, QWidget* parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_kind(new QComboBox(this))
    , m_pattern(new QLineEdit(this))
    , m_patternLabel(nullptr)
    , m_effect(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_time(new QComboBox(this))
    , m_problem(plainLabel(QStringLiteral("banProblem"), this))
    , m_hits(plainLabel(QStringLiteral("banHits"), this))
{
    setObjectName(QStringLiteral("banDialog"));
    setWindowTitle(draft.isEdit ? tr("Edit ban") : tr("Ban"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_accept
        = buttons->addButton(draft.isEdit ? tr("Save") : tr("Ban"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("acceptBan"));
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(makeForm());
    layout->addWidget(m_problem);
    layout->addWidget(m_hits);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(characterWidth(fontMetrics()) * 66);
    onKindChosen();
    (m_pattern->isVisibleTo(this) ? static_cast<QWidget*>(m_pattern) : m_reason)->setFocus();
}

QWidget* BanDialog::makeForm()
{
    auto* form = new QWidget(this);
    for (QWidget* field : {static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_pattern),
             static_cast<QWidget*>(m_effect), static_cast<QWidget*>(m_reason),
             static_cast<QWidget*>(m_time)}) {
        field->setParent(form);
    }
    m_kind->setObjectName(QStringLiteral("banKind"));
    m_pattern->setObjectName(QStringLiteral("banPattern"));
    m_pattern->setMaxLength(patternLength);
    m_effect->setObjectName(QStringLiteral("banEffect"));
    m_effect->addItem(
        tr("Ban: disconnected, and kept out until it ends"), static_cast<int>(BanEffect::Refuse));
    m_effect->addItem(
        tr("Mute: they stay, but nobody hears them"), static_cast<int>(BanEffect::Mute));
    m_effect->setCurrentIndex(m_effect->findData(static_cast<int>(m_draft.order.effect)));
    m_reason->setObjectName(QStringLiteral("banReason"));
    m_reason->setMaxLength(reasonLength);
    m_reason->setPlaceholderText(tr("No reason"));
    m_reason->setText(plain(m_draft.order.reason, reasonLength));
    m_time->setObjectName(QStringLiteral("banTime"));
    fillKinds();
    fillTimes();

    auto* layout = new QFormLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(buddyLabel(tr("&Whom:"), m_kind), m_kind);
    m_patternLabel = buddyLabel({}, m_pattern);
    layout->addRow(m_patternLabel, m_pattern);
    layout->addRow(buddyLabel(tr("&Effect:"), m_effect), m_effect);
    layout->addRow(buddyLabel(tr("&Reason, which they are told:"), m_reason), m_reason);
    layout->addRow(buddyLabel(tr("&For how long:"), m_time), m_time);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &BanDialog::onKindChosen);
    connect(m_effect, &QComboBox::currentIndexChanged, this, &BanDialog::update);
    connect(m_pattern, &QLineEdit::textChanged, this, &BanDialog::update);
    return form;
}

void BanDialog::fillKinds()
{
    const QList<Peer>& peers = m_draft.peers;
    const auto add
        = [this](const QString& text, Kind kind) { m_kind->addItem(text, static_cast<int>(kind)); };
    if (peers.size() == 1) {
        add(tr("This peer: %1", "a name").arg(isolated(plain(readableName(peers.first()), 40))),
            Kind::Peer);
    } else if (!peers.isEmpty()) {
        add(tr("These %Ln peer(s)", nullptr, static_cast<int>(peers.size())), Kind::Peer);
    }
    if (peers.size() <= 1) {
        add(tr("An address, or a range of addresses"), Kind::Address);
        add(tr("A web site"), Kind::Site);
        add(tr("A nick"), Kind::Nick);
    }
    const int chosen = m_kind->findData(static_cast<int>(m_draft.order.rule.kind));
    m_kind->setCurrentIndex(std::max(chosen, 0));
}

void BanDialog::fillTimes()
{
    if (!m_draft.isEdit) {
        // Longer than a kick keeps somebody out, for else there would be nothing to choose between.
        addBanTimes(*m_time, untilDayEnds);
        return;
    }
    const auto left = m_draft.order.lasts;
    if (left != Forever) {
        addBanTime(*m_time,
            tr("As it is: %1", "a time")
                .arg(formatTimeLeft(std::chrono::ceil<std::chrono::seconds>(left))),
            left);
    }
    addBanTimes(*m_time);
    m_time->setCurrentIndex(left == Forever ? m_time->count() - 1 : 0);
}

BanRule::Kind BanDialog::kind() const
{
    return static_cast<Kind>(m_kind->currentData().toInt());
}

BanEffect BanDialog::effect() const
{
    return static_cast<BanEffect>(m_effect->currentData().toInt());
}

QString BanDialog::patternFor(Kind kind) const
{
    if (kind == m_draft.order.rule.kind && !m_draft.order.rule.pattern.isEmpty()) {
        return m_draft.order.rule.pattern;
    }
    if (m_draft.peers.size() != 1) {
        return {};
    }
    const Peer& peer = m_draft.peers.first();
    return kind == Kind::Address ? addressPattern(peer.origin.address, m_draft.hubAddresses)
        : kind == Kind::Site     ? peer.origin.site
        : kind == Kind::Nick     ? peer.identity.nick
                                 : QString();
}

void BanDialog::onKindChosen()
{
    const bool hasPattern = kind() != Kind::Peer;
    m_pattern->setVisible(hasPattern);
    m_patternLabel->setVisible(hasPattern);
    switch (kind()) {
    case Kind::Peer:
        break;
    case Kind::Address:
        m_patternLabel->setText(tr("&Address:"));
        m_pattern->setPlaceholderText(QStringLiteral("192.168.1.7, 192.168.1.0/24"));
        break;
    case Kind::Site:
        m_patternLabel->setText(tr("We&b page:"));
        m_pattern->setPlaceholderText(QStringLiteral("https://example.org:8443"));
        break;
    case Kind::Nick:
        m_patternLabel->setText(tr("&Nick:"));
        m_pattern->setPlaceholderText(tr("ann, or a* for all that begin with an a"));
        break;
    }
    m_pattern->setText(patternFor(kind()));
    update();
}

QList<BanRule> BanDialog::rules() const
{
    if (kind() != Kind::Peer) {
        return {{kind(), {}, m_pattern->text().trimmed()}};
    }
    QList<BanRule> rules;
    for (const Peer& peer : m_draft.peers) {
        rules.append({Kind::Peer, peer, {}});
    }
    return rules;
}

QList<BanOrder> BanDialog::orders() const
{
    QList<BanOrder> orders;
    for (const BanRule& rule : rules()) {
        orders.append({rule, effect(), m_reason->text().trimmed(), chosenBanTime(*m_time)});
    }
    return orders;
}

QString BanDialog::problem() const
{
    const QList<BanRule> all = rules();
    const bool canHold = std::any_of(
        all.cbegin(), all.cend(), [](const BanRule& rule) { return problemText(rule).isEmpty(); });
    return canHold || all.isEmpty() ? QString() : problemText(all.first());
}

void BanDialog::update()
{
    const bool isUnwritten = kind() != Kind::Peer && m_pattern->text().trimmed().isEmpty();
    const QString wrong = isUnwritten ? QString() : problem();
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, attentionColour(colours));
    m_problem->setPalette(colours);
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    m_accept->setEnabled(!isUnwritten && wrong.isEmpty());
    m_foresight.setJudge([rules = BanRules(rules())](const Peer& peer) { return rules.hit(peer); });
    showHits();
}

void BanDialog::apply(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    showHits();
}

void BanDialog::showHits()
{
    m_hits->setVisible(m_snapshot && m_accept->isEnabled());
    if (!m_snapshot || !m_accept->isEnabled()) {
        return;
    }
    QStringList names;
    for (const Peer* peer : m_foresight.hitAmong(*m_snapshot)) {
        names += readableName(*peer);
    }
    const auto count = static_cast<int>(names.size());
    m_hits->setText(names.isEmpty() ? tr("It would hit nobody who is here now.")
            : effect() == BanEffect::Mute
            ? tr("It would mute %Ln who are here now: %1", nullptr, count).arg(listOfNames(names))
            : tr("It would disconnect %Ln who are here now: %1", nullptr, count)
                  .arg(listOfNames(names)));
}

} // namespace Signalbox
