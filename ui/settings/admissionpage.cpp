// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/admissionpage.h"

#include "core/admission/writtennames.h"
#include "ui/pinasking.h"
#include "ui/plaintext.h"
#include "ui/settings/formparts.h"
#include "ui/settings/settingchecks.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>
#include <optional>

namespace Signalbox {

namespace {

using Sites = AdmissionRules::Sites;

constexpr int shownLines = 3;

QPlainTextEdit* makeLines(const char* name, const QString& placeholder, QWidget* parent)
{
    auto* lines = new QPlainTextEdit(parent);
    lines->setObjectName(QString::fromLatin1(name));
    lines->setPlaceholderText(placeholder);
    lines->setTabChangesFocus(true);
    lines->setFixedHeight(lines->fontMetrics().lineSpacing() * shownLines + 2 * lines->frameWidth()
        + static_cast<int>(2 * lines->document()->documentMargin()));
    return lines;
}

using Reader = std::optional<QString> (*)(const QString& written);

/// The first line that is not what it should be.
QString firstBad(const QStringList& lines, Reader reader)
{
    const auto bad = std::find_if_not(lines.cbegin(), lines.cend(), reader);
    return bad == lines.cend() ? QString() : isolated(plain(*bad, 80));
}

/// The lines in the form in which they are kept, each once. What is listed stays as it is: to look
/// at it decides nothing.
QStringList readLines(const QPlainTextEdit& lines, Reader reader, const QStringList& listed)
{
    QStringList read;
    for (const QString& line : linesOf(lines.toPlainText())) {
        read += listed.contains(line) ? line : reader(line).value_or(line);
    }
    read.removeDuplicates();
    return read;
}

} // namespace

AdmissionPage::AdmissionPage(QWidget* parent)
    : SettingsPage(tr("Who may come in"), QStringLiteral("admit"), parent)
    , m_pin(new QLineEdit(this))
    , m_pinProblem(problemLabel("pinProblem", this))
    , m_sites(new QComboBox(this))
    , m_allowed(makeLines("allowedSites", QStringLiteral("https://example.org:8443"), this))
    , m_allowedProblem(problemLabel("sitesProblem", this))
    , m_names(makeLines("hostNames", QStringLiteral("hub.example.org"), this))
    , m_namesProblem(problemLabel("namesProblem", this))
{
    m_sites->setObjectName(QStringLiteral("sites"));
    m_sites->addItem(
        tr("The hub's own, those of this computer, and these:"), static_cast<int>(Sites::Listed));
    m_sites->addItem(tr("Any in the whole web"), static_cast<int>(Sites::Any));

    QFormLayout* form = makeFormLayout(this);
    addRow(*form, tr("&PIN:"), makePinRow());
    form->addRow(m_pinProblem);
    addRow(*form, tr("&Web pages:"), m_sites);
    addRow(*form, tr("&Allowed, one a line:"), m_allowed);
    form->addRow(m_allowedProblem);
    form->addRow(explanation(tr("Any page that somebody opens could otherwise connect from inside "
                                "your network. Programs that are no browsers are not asked."),
        this));
    addRow(*form, tr("&Names of this hub:"), m_names);
    form->addRow(m_namesProblem);
    form->addRow(explanation(tr("Browsers may reach the hub by its addresses, by the names of this "
                                "computer, and by these; one a line, without a port."),
        this));
    addStretch(*form);
    addFields();
    connect(m_pin, &QLineEdit::textChanged, this, &AdmissionPage::check);
    connect(m_sites, &QComboBox::currentIndexChanged, this, &AdmissionPage::check);
    connect(m_allowed, &QPlainTextEdit::textChanged, this, &AdmissionPage::check);
    connect(m_names, &QPlainTextEdit::textChanged, this, &AdmissionPage::check);
}

QWidget* AdmissionPage::makePinRow()
{
    constexpr int longest = 7;
    m_pin->setObjectName(QStringLiteral("pinField"));
    m_pin->setPlaceholderText(tr("none: nobody is asked for one"));
    m_pin->setMaxLength(longest);
    auto* row = new QWidget(this);
    row->setFocusProxy(m_pin);
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* make = new QPushButton(tr("New PIN"), row);
    make->setObjectName(QStringLiteral("makePin"));
    make->setAutoDefault(false);
    layout->addWidget(m_pin, 1);
    layout->addWidget(make);
    connect(make, &QPushButton::clicked, this, [this] { m_pin->setText(spacedPin(newPin())); });
    return row;
}

void AdmissionPage::addFields()
{
    addField({QStringLiteral("pin"), m_pin,
        [this](const HubConfig& config) { m_pin->setText(spacedPin(config.admission.pin)); },
        [this](HubConfig& config) { config.admission.pin = pin(); }});
    addField({QStringLiteral("sites"), m_sites,
        [this](const HubConfig& config) {
            m_sites->setCurrentIndex(m_sites->findData(static_cast<int>(config.admission.sites)));
        },
        [this](HubConfig& config) {
            config.admission.sites = static_cast<Sites>(m_sites->currentData().toInt());
        }});
    addField({QStringLiteral("allowed-sites"), m_allowed,
        [this](const HubConfig& config) {
            m_allowed->setPlainText(config.admission.allowedSites.join(u'\n'));
        },
        [this](HubConfig& config) {
            QStringList& sites = config.admission.allowedSites;
            sites = readLines(*m_allowed, &siteFrom, sites);
        }});
    addField({QStringLiteral("host-names"), m_names,
        [this](const HubConfig& config) {
            m_names->setPlainText(config.admission.hostNames.join(u'\n'));
        },
        [this](HubConfig& config) {
            QStringList& names = config.admission.hostNames;
            names = readLines(*m_names, &hostNameFrom, names);
        }});
}

void AdmissionPage::setGiven(const GivenSettings& given)
{
    SettingsPage::setGiven(given);
    check();
}

QString AdmissionPage::pin() const
{
    return m_pin->text().remove(u' ');
}

QString AdmissionPage::pinProblem() const
{
    return pin().isEmpty() || isPinText(pin()) ? QString() : tr("A PIN has six digits.");
}

QString AdmissionPage::siteProblem() const
{
    const QStringList sites = linesOf(m_allowed->toPlainText());
    const QString bad = firstBad(sites, &siteFrom);
    return !bad.isEmpty()
        ? tr("%1 is not the address of a web site, such as https://example.org:8443.").arg(bad)
        : sites.size() > MostListed ? tr("These are too many: at most %1.").arg(MostListed)
                                    : QString();
}

QString AdmissionPage::nameProblem() const
{
    const QStringList names = linesOf(m_names->toPlainText());
    const QString bad = firstBad(names, &hostNameFrom);
    return !bad.isEmpty()           ? tr("%1 is not a name, such as hub.example.org.").arg(bad)
        : names.size() > MostListed ? tr("These are too many: at most %1.").arg(MostListed)
                                    : QString();
}

QString AdmissionPage::problem() const
{
    for (const QString& problem : {pinProblem(), siteProblem(), nameProblem()}) {
        if (!problem.isEmpty()) {
            return problem;
        }
    }
    return {};
}

void AdmissionPage::check()
{
    showProblem(*m_pinProblem, pinProblem());
    showProblem(*m_allowedProblem, siteProblem());
    showProblem(*m_namesProblem, nameProblem());
    m_allowed->setEnabled(!isGiven(QStringLiteral("allowed-sites"))
        && m_sites->currentData().toInt() == static_cast<int>(Sites::Listed));
    Q_EMIT edited();
}

} // namespace Signalbox
