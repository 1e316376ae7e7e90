// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/settingspage.h"

#include "ui/settings/formparts.h"

#include <QFormLayout>
#include <QLabel>
#include <QVariant>

namespace Signalbox {

namespace {

const char* const keyProperty = "settingKey";
const char* const givenProperty = "settingGiven";

/// The words below a field, made when they are first needed.
QLabel* reasonBelow(QFormLayout& form, QWidget& field, const QString& name)
{
    QWidget* page = form.parentWidget();
    if (auto* label = page->findChild<QLabel*>(name)) {
        return label;
    }
    int row = 0;
    QFormLayout::ItemRole role{};
    form.getWidgetPosition(&field, &row, &role);
    QLabel* label = explanation({}, page);
    label->setObjectName(name);
    if (role == QFormLayout::SpanningRole) {
        form.insertRow(row + 1, label);
    } else {
        form.insertRow(row + 1, QString(), label);
    }
    return label;
}

} // namespace

void SettingsPage::setKey(QWidget& field, const char* key)
{
    field.setProperty(keyProperty, QString::fromLatin1(key));
}

bool SettingsPage::isGiven(const QWidget& field)
{
    return field.property(givenProperty).toBool();
}

QString SettingsPage::reasonOf(SettingSource source)
{
    switch (source) {
    case SettingSource::File:
        return tr("Given in the configuration file, and changed there.");
    case SettingSource::Environment:
        return tr("Given in the environment of this program, and changed there.");
    case SettingSource::CommandLine:
        break;
    }
    return tr("Given on the command line, and changed there.");
}

void SettingsPage::setGiven(const GivenSettings& given)
{
    auto* form = qobject_cast<QFormLayout*>(layout());
    for (QWidget* field : findChildren<QWidget*>()) {
        const QString key = field->property(keyProperty).toString();
        if (key.isEmpty()) {
            continue;
        }
        const auto source = given.constFind(key);
        const bool is = source != given.constEnd();
        if (!is && !isGiven(*field)) {
            continue;
        }
        field->setProperty(givenProperty, is);
        field->setEnabled(!is);
        QLabel* reason = reasonBelow(*form, *field, key + QLatin1String("-given"));
        reason->setText(is ? reasonOf(*source) : QString());
        reason->setVisible(is);
    }
}

} // namespace Signalbox
