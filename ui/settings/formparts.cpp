// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/formparts.h"

#include "ui/appearance.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpacerItem>

namespace Signalbox {

QLabel* explanation(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* problemLabel(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showProblem(QLabel& label, const QString& problem)
{
    QPalette colours = label.palette();
    colours.setColor(QPalette::WindowText, attentionColour(colours));
    label.setPalette(colours);
    label.setText(problem);
    label.setVisible(!problem.isEmpty());
}

QFormLayout* makeFormLayout(QWidget* page)
{
    auto* form = new QFormLayout(page);
    form->setContentsMargins(4, 4, 4, 4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(10);
    return form;
}

void addStretch(QFormLayout& form)
{
    form.addItem(new QSpacerItem(0, 0, QSizePolicy::Minimum, QSizePolicy::Expanding));
}

void addRow(QFormLayout& form, const QString& label, QWidget* field)
{
    auto* name = new QLabel(label, field->parentWidget());
    name->setTextFormat(Qt::PlainText);
    name->setBuddy(field);
    form.addRow(name, field);
}

} // namespace Signalbox
