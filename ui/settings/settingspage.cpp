// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/settingspage.h"

#include "ui/settings/formparts.h"

#include <QFormLayout>
#include <QLabel>
#include <QMetaProperty>

#include <utility>

namespace Signalbox {

namespace {

QVariant valueIn(const QWidget& input)
{
    return input.metaObject()->userProperty().read(&input);
}

/// The words below a row.
QLabel* insertReason(QFormLayout& form, QWidget& row, const QString& name)
{
    int at = 0;
    QFormLayout::ItemRole role{};
    form.getWidgetPosition(&row, &at, &role);
    QLabel* label = explanation({}, form.parentWidget());
    label->setObjectName(name);
    if (role == QFormLayout::SpanningRole) {
        form.insertRow(at + 1, label);
    } else {
        form.insertRow(at + 1, QString(), label);
    }
    return label;
}

} // namespace

SettingsPage::SettingsPage(const QString& title, const QString& iconName, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_iconName(iconName)
{ }

void SettingsPage::addField(Field field)
{
    field.shown = valueIn(*field.input);
    m_fields.push_back(std::move(field));
}

QStringList SettingsPage::keys() const
{
    QStringList keys;
    for (const Field& field : m_fields) {
        keys += field.key;
    }
    return keys;
}

void SettingsPage::read(const HubConfig& config)
{
    for (Field& field : m_fields) {
        const bool isTyped = valueIn(*field.input) != field.shown;
        if (!isTyped || isGiven(field.key)) {
            field.show(config);
            field.shown = valueIn(*field.input);
        }
    }
}

void SettingsPage::write(HubConfig& config) const
{
    for (const Field& field : m_fields) {
        field.take(config);
    }
}

void SettingsPage::settle()
{
    for (Field& field : m_fields) {
        field.shown = valueIn(*field.input);
    }
}

void SettingsPage::setGiven(const GivenSettings& given)
{
    m_given = given;
    for (const Field& field : m_fields) {
        const auto source = given.constFind(field.key);
        QString reason;
        if (source == given.constEnd()) {
            // It can be changed.
        } else if (*source == SettingSource::File) {
            reason = tr("Given in the configuration file, and changed there.");
        } else if (*source == SettingSource::Environment) {
            reason = tr("Given in the environment of this program, and changed there.");
        } else {
            reason = tr("Given on the command line, and changed there.");
        }
        setReason(field, reason);
    }
}

void SettingsPage::setReason(const Field& field, const QString& reason)
{
    QWidget* row = field.input->parentWidget() == this ? field.input : field.input->parentWidget();
    row->setEnabled(reason.isEmpty());
    const QString name = field.key + QLatin1String("-given");
    auto* label = findChild<QLabel*>(name);
    if (label == nullptr && reason.isEmpty()) {
        return;
    }
    if (label == nullptr) {
        label = insertReason(*qobject_cast<QFormLayout*>(layout()), *row, name);
    }
    label->setText(reason);
    label->setVisible(!reason.isEmpty());
}

} // namespace Signalbox
