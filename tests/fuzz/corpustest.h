// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QObject>
#include <QString>

namespace Signalbox {

/// Puts the kept inputs of one target to its check, whole, cut short and with one byte changed.
/// It knows nothing of what is checked. A test class inherits the cases and adds its own.
///
/// Thread: the test's. Owner: the test program.
class CorpusTest : public QObject
{
    Q_OBJECT

public:
    /// What is wrong; empty: nothing.
    using Check = QString (*)(QByteArrayView input);

protected:
    /// name: of the folder in tests/fuzz/corpus.
    CorpusTest(const QString& name, Check check);

    /// A row for each of the kept inputs, in the column "input".
    void addInputs() const;

    /// The same of a copy that ends where the input does, so that a look beyond it is seen by
    /// AddressSanitizer.
    QString complaintAbout(QByteArrayView input) const;

private Q_SLOTS:
    void everyKeptInputHolds_data() { addInputs(); }
    void everyKeptInputHolds();
    void everyTruncationHolds_data() { addInputs(); }
    void everyTruncationHolds();
    void everyChangedByteHolds_data() { addInputs(); }
    void everyChangedByteHolds();

private:
    const QString m_folder;
    const Check m_check;
};

} // namespace Signalbox
