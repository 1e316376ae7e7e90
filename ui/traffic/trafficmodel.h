// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/trafficbatch.h"
#include "core/signal/snapshot.h"

#include <QAbstractTableModel>

#include <deque>

namespace Signalbox {

/// The messages, oldest first: a ring bounded in rows and in bytes, of which a filter shows a part.
/// A batch is at most one removal and one insertion. Words are found when they are drawn, and who
/// is who when a message comes: its peers may be gone a moment later. While it is paused, what
/// comes waits in a ring of its own.
///
/// Thread: GUI. Owner: the traffic pane.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        Time,
        From,
        To,
        Kind,
        Size,
        Text,
        Count
    };
    static constexpr size_t capacity = 20'000;
    static constexpr qsizetype capacityBytes = 32 * 1024 * 1024;

    using QAbstractTableModel::QAbstractTableModel;

    /// Who is who from here on.
    void know(const SnapshotPtr& snapshot);

    void append(const TrafficBatch& batch);
    void setPaused(bool paused); ///< what has waited is appended at the end of the pause
    void setFilter(const QString& text); ///< part of a name or of a message; empty: all
    void clear(); ///< what waits as well

    bool isPaused() const { return m_paused; }
    qsizetype waiting() const { return static_cast<qsizetype>(m_waiting.lines.size()); }
    qsizetype all() const { return static_cast<qsizetype>(m_kept.lines.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    QByteArrayView messageAt(int row) const; ///< valid until the model changes
    QString titleOf(int row) const; ///< when, from whom, to whom, and how much
    QString rowAsText(int row) const; ///< all of it on one line, separated by tabs

private:
    struct Line
    {
        TrafficRecord record;
        QString name; ///< of the record's peer; of its room where there are several
        qint64 time = 0; ///< in ms since the epoch
        quint64 omitted = 0; ///< not a message, but the lack of so many
    };

    /// Lines and what they hold.
    struct Store
    {
        std::deque<Line> lines;
        qsizetype bytes = 0;

        void add(Line line);
        void drop(size_t count); ///< the oldest
        size_t surplus() const; ///< how many of the oldest are too many
    };

    void addTo(Store& store, const TrafficBatch& batch) const;
    void showFrom(size_t first);
    void removeSurplus();
    QString nameOf(const TrafficRecord& record) const;
    bool accepts(const Line& line) const;
    bool contains(QByteArrayView text) const;
    const Line& lineAt(int row) const;
    QString cell(const Line& line, Column column) const;

    SnapshotPtr m_present;
    SnapshotPtr m_past; ///< knows those who have just left
    Store m_kept;
    Store m_waiting;
    quint64 m_waitedTooLong = 0; ///< lines that are no longer among the waiting
    std::deque<quint64> m_shown; ///< numbers of the lines that the filter accepts
    quint64 m_first = 0; ///< number of the oldest line that is kept
    QString m_filter;
    QByteArray m_filterBytes; ///< with small ASCII letters
    bool m_paused = false;
};

} // namespace Signalbox
