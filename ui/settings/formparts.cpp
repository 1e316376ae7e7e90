// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/formparts.h"

#include "ui/appearance.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
    // A row itself takes no focus: its label's letter would lead nowhere.
    name->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    // To a screen reader a label names its neighbour only.
    if (QWidget* inner = field->focusProxy()) {
        inner->setAccessibleName(QString(label).remove(u'&'));
    }
    form.addRow(name, field);
}

QWidget* fileRow(QLineEdit* file, const QString& caption, FileChoice choice)
{
    auto* row = new QWidget(file->parentWidget());
    row->setFocusProxy(file);
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* browse = new QPushButton(QCoreApplication::translate("FormParts", "Choose…"), row);
    browse->setAutoDefault(false);
    browse->setAccessibleName(caption);
    layout->addWidget(file, 1);
    layout->addWidget(browse);
    QObject::connect(browse, &QPushButton::clicked, file, [file, caption, choice] {
        auto* dialog = new QFileDialog(file, caption);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        if (choice == FileChoice::Any) {
            dialog->setAcceptMode(QFileDialog::AcceptSave);
            dialog->setOption(QFileDialog::DontConfirmOverwrite);
        } else {
            dialog->setFileMode(QFileDialog::ExistingFile);
        }
        QObject::connect(dialog, &QFileDialog::fileSelected, file, &QLineEdit::setText);
        dialog->open();
    });
    return row;
}

} // namespace Signalbox
