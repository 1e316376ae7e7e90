// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/helpdialogs.h"

#include "ui/actions.h"
#include "ui/charwidth.h"
#include "ui/icons.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Signalbox {

namespace {

constexpr int aboutIconSize = 64;

struct HelpDialogs
{
    Q_DECLARE_TR_FUNCTIONS(HelpDialogs)
};

QWidget* shortcutGrid(const Actions& actions)
{
    auto* sheet = new QWidget;
    auto* grid = new QGridLayout(sheet);
    grid->setHorizontalSpacing(24);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Actions::Shortcut& shortcut : actions.shortcuts()) {
        auto* keys = new QLabel(shortcut.keys, sheet);
        keys->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        auto* meaning = new QLabel(shortcut.meaning, sheet);
        for (QLabel* label : {keys, meaning}) {
            label->setTextFormat(Qt::PlainText);
        }
        grid->addWidget(keys, row, 0);
        grid->addWidget(meaning, row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    return sheet;
}

} // namespace

void showShortcuts(const Actions& actions, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("shortcutSheet"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpDialogs::tr("Keyboard shortcuts"));
    auto* area = new QScrollArea(dialog);
    area->setWidget(shortcutGrid(actions));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(HelpDialogs::tr("Keyboard shortcuts"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(area);
    layout->addWidget(buttons);
    dialog->resize(characterWidth(dialog->fontMetrics()) * 56, dialog->fontMetrics().height() * 25);
    dialog->open();
}

void showAbout(QWidget* parent)
{
    auto* box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("aboutBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(HelpDialogs::tr("About Signalbox"));
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(programIcon().pixmap(aboutIconSize));
    box->setText(HelpDialogs::tr("Signalbox %1").arg(QStringLiteral(SIGNALBOX_VERSION)));
    box->setInformativeText(HelpDialogs::tr("A WebRTC signaling hub for the local network.\n"
                                            "Free software under the MIT licence."));
    box->open();
}

} // namespace Signalbox
