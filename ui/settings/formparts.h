// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QLineEdit;
class QWidget;

namespace Signalbox {

/// Pieces of which the pages of the settings are made. GUI thread.

/// Words in one column, dimmed; never taken for markup.
QLabel* explanation(const QString& text, QWidget* parent);

/// Words about what is wrong; hidden while there is nothing.
QLabel* problemLabel(const char* name, QWidget* parent);
void showProblem(QLabel& label, const QString& problem);

QFormLayout* makeFormLayout(QWidget* page);

/// Leaves the space below to nobody.
void addStretch(QFormLayout& form);

/// A row with a label that leads to the field.
void addRow(QFormLayout& form, const QString& label, QWidget* field);

enum class FileChoice
{
    Existing,
    Any, ///< one that is there is added to
};

/// A field for a file's name, and a way to look for the file. caption: what it is.
QWidget* fileRow(QLineEdit* file, const QString& caption, FileChoice choice);

} // namespace Signalbox
